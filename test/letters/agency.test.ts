/** Names of agencies on the lines that print them. All names are invented (虚构). */
import { describe, expect, it } from 'vitest';
import { agencyOn } from '../../src/letters/agency.ts';

describe('agencyOn', () => {
  it.each([
    ['（盖章）云帆县教育体育局', '云帆县教育体育局'],
    ['云帆县教育体育局（盖章）', '云帆县教育体育局'],
    ['(公章) 云帆县水利局', '云帆县水利局'],
    ['（云帆县水利局）', '云帆县水利局'],
  ])('%s', (line, name) => {
    expect(agencyOn(line)).toBe(name);
  });
  it('reads none where only the stamp is named', () => {
    expect(agencyOn('（盖章）')).toBeNull();
  });
});
