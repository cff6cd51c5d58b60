import { describe, expect, it } from 'vitest';
import { ResultTable } from '../../src/letters/result-table.ts';
import { classOf, USUAL_RESULTS } from '../../src/letters/results.ts';
import { applySidecar, readSidecar } from '../../src/letters/sidecar.ts';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { parsed } from './reading.ts';

const letter = () =>
  parsed(
    '关于区政协九届三次会议第8号提案的答复\n办理结果：C\n白羽委员：\n您提出的提案收悉，现答复如下：\n已建成公园3个。\n雁湖区园林局\n2021111',
  );

describe('sidecar', () => {
  it('settles a field, its problem and its evidence by hand', () => {
    const read = readSidecar('date: 2021-11-01\nproposalNo: 008\ndisclosure: 依申请公开\n');
    if (!('sidecar' in read)) throw new Error(read.problem.message);
    const before = letter();
    expect(before.problems.map((problem) => problem.code)).toEqual(['date-ambiguous']);
    const after = applySidecar(before, read.sidecar);
    expect([after.date, after.proposalNo, after.disclosure]).toEqual(['2021-11-01', '008', 'on_request']);
    expect(after.problems).toEqual([]);
    expect(after.evidence.proposalNo).toBeUndefined();
    expect(after.evidence.title).toEqual(before.evidence.title);
  });

  it('takes null for "the letter has none"', () => {
    const read = readSidecar('result: null\naddressees: [甲, 乙]\n');
    if (!('sidecar' in read)) throw new Error(read.problem.message);
    const after = applySidecar(letter(), read.sidecar);
    expect([after.result, after.resultClass, after.addressees]).toEqual([null, null, ['甲', '乙']]);
  });

  it.each(['date: 2021-13-01', 'disclosure: maybe', 'colour: red', 'a: [', '- x'])(
    'names the mistake in %j',
    (yaml) => {
      expect(readSidecar(yaml)).toMatchObject({ problem: { code: 'sidecar-broken' } });
    },
  );
});

describe('result classes', () => {
  it.each([
    ['采纳或解决', 'A'],
    ['解决采纳', 'A'],
    ['A类', 'A'],
    ['A3', 'A'],
    ['B：正在解决', 'B'],
    ['列入计划拟解决', 'C'],
    ['部分采纳', 'B'],
    ['留作参考', 'D'],
    ['C', 'C'],
    ['已经解决（A）', 'A'],
    ['不予采纳', 'D'],
    ['其他', null],
  ])('%s is %s', (result, expected) => expect(classOf(result, null, USUAL_RESULTS)).toBe(expected));

  it('lets a place say what its letters mean', () => {
    const table = ResultTable.parse({ ...USUAL_RESULTS, places: [{ place: '雁湖区', letters: { C: 'D' } }] });
    expect([classOf('C', '雁湖区', table), classOf('C', '白沙县', table)]).toEqual(['D', 'C']);
  });

  it('ships the usual table', () => {
    const shipped = ResultTable.parse(
      parse(readFileSync(new URL('../../knowledge/result-classes.yaml', import.meta.url), 'utf8')),
    );
    expect({ ...shipped, places: [] }).toEqual(USUAL_RESULTS);
  });
});
