/** Where and how letters print whether they may be shown. All letters, places and people are invented (虚构). */
import { describe, expect, it } from 'vitest';
import { applySidecar, readSidecar } from '../../src/letters/sidecar.ts';
import { type Case, FOOT, letterOf, P, problemsOf, R, TITLE, W } from './marked-letter.ts';
import { parsed } from './reading.ts';

const places: readonly Case[] = [
  ['end of the last line', { closing: '　　感谢您对古井保护的关心。（依申请公开）' }, R],
  ['end of the last line, bare', { closing: '　　感谢您对古井保护的关心。依申请公开' }, R],
  ['end of the last line, spaced', { closing: '　　感谢您对古井保护的关心。　　（ 依 申 请 公 开 ）' }, R],
  ['before the full stop', { closing: '　　感谢您对古井保护的关心（不予公开）。' }, W],
  ['end of a line in the middle', { text: '　　2023年修缮古井6口。（不公开）\n　　下一步，将再修缮4口。' }, W],
  ['after the opening', { text: '　　（此件不公开）\n　　2023年修缮古井6口。' }, W],
  ['in the title', { title: `${TITLE}（依申请公开）` }, R],
  ['in the title, half-width', { title: `${TITLE}(依申请公开)` }, R],
  ['in the title, square', { title: `${TITLE}【不予公开】` }, W],
  ['before the title', { title: `【依申请公开】${TITLE}` }, R],
  ['behind the title, bare', { title: `${TITLE}　　依申请公开` }, R],
  ['glued to the title', { title: `${TITLE}依申请公开` }, R],
  ['a line of the title’s', { title: `${TITLE}\n（依申请公开）` }, R],
  ['with the result in the title', { title: `${TITLE}（B类，依申请公开）` }, R],
  ['with the result in the title, ·', { title: `${TITLE}（B类·不予公开）` }, W],
  ['after the date', { foot: '柘溪区文物局\n2024年5月6日（依申请公开）' }, R],
  ['after the date, bare', { foot: '柘溪区文物局\n2024年5月6日　依申请公开' }, R],
  ['glued to the date', { foot: '柘溪区文物局\n2024年5月6日依申请公开' }, R],
  ['after the signature', { foot: '柘溪区文物局（不予公开）\n2024年5月6日' }, W],
  ['after the signature, bare', { foot: '柘溪区文物局　　不予公开\n2024年5月6日' }, W],
  ['above the signature', { foot: `（此件依申请公开）\n${FOOT}` }, R],
  ['below the date', { below: '（此件不公开）' }, W],
  ['below the date, bare', { below: '此件依申请公开' }, R],
  ['below, with contacts', { below: '（依申请公开）（联系人：黎昕，电话：6120045）' }, R],
  ['below, behind contacts', { below: '联系人：黎昕　　联系电话：6120045　　（不予公开）' }, W],
  ['below the copies', { below: '抄送：区政协提案委。\n柘溪区文物局办公室 2024年5月6日印发\n依申请公开' }, R],
  ['behind the copies', { below: '抄送：区政协提案委。（依申请公开）' }, R],
  ['without a signature', { foot: '', closing: '　　感谢您的关心。（依申请公开）' }, R],
  ['on top', { above: '依申请公开' }, R],
  ['on top, spaced', { above: '依　申　请　公　开' }, R],
  ['on top, right', { above: '　　　　　　　　　　　　　　　　　　　　不予公开' }, W],
  ['in a head line', { above: '柘文函〔2024〕18号　　依申请公开　　签发人：倪舟' }, R],
  ['in a head line, in brackets', { above: '柘文函〔2024〕18号（依申请公开）　　B类' }, R],
  ['first in a head line', { above: '不予公开　　柘文函〔2024〕18号　　B类' }, W],
  ['head line with colon', { above: '办理结果：B　公开：否　文号：柘文函〔2024〕18号' }, W],
  ['under the salutation', { whom: '（不予公开）\n董芷岚委员：' }, W],
  ['behind the salutation', { whom: '董芷岚委员：（依申请公开）' }, R],
  ['over two lines', { below: '（依申请\n公开）' }, R],
  ['over two lines, withheld', { below: '（此件不予\n公开）' }, W],
  ['without any bracket’s end', { closing: '　　感谢您对古井保护的关心。（依申请公开' }, R],
];

const strictest: readonly Case[] = [
  ['lax on top, strict below', { above: '公开属性：主动公开', below: '（依申请公开）' }, R],
  ['strict on top, lax below', { above: '公开属性：不予公开', below: '（此件公开发布）' }, W],
  ['two strict', { above: '依申请公开', below: '（不予公开）' }, W],
  ['in the title and below', { title: `${TITLE}（同意公开）`, below: '不予公开' }, W],
  ['behind the number and below', { above: '柘文函〔2024〕18号　B类　同意公开', below: '（依申请公开）' }, R],
  [
    'said of the letter',
    {
      above: '公开属性：主动公开',
      closing: '　　本答复涉及未公布的文物线索，不宜公开。感谢您的关心。',
    },
    W,
  ],
];

const said: readonly Case[] = [
  ['of this reply', { closing: '　　感谢您的关心。鉴于本答复涉及未公布的文物线索，按规定不予公开，请理解。' }, W],
  ['of this paper', { text: '　　2023年修缮古井6口，此件仅供您本人参阅，请勿外传。感谢理解。' }, W],
  ['of the reply, on request', { closing: '　　感谢您的关心，本复函依申请公开。' }, R],
];

/** A letter that says a strict word in doubt is for a person to settle. */
const doubtful: readonly Case[] = [
  ['in the closing', { closing: '　　古井点位等内容不宜公开，敬请谅解。' }, null],
  ['in a bracket within a sentence', { text: '　　古井点位清单（不宜公开）已送区文物局存档，共登记36处。' }, null],
  ['beside a lax mark', { closing: '　　附表中点位不宜公开。', below: '（此件公开发布）' }, P],
];

const run = (cases: readonly Case[]): void => {
  it.each(cases)('%s', (_name, parts, disclosure) => {
    expect(letterOf(parts).disclosure).toBe(disclosure);
  });
};

describe('where a mark stands', () => {
  run(places);

  it.each(places)('leaves the letter’s other fields alone: %s', (_name, parts) => {
    const letter = letterOf(parts);
    expect([letter.title, letter.addressees, letter.proposalNo]).toEqual([
      parts.title?.includes('类') ? letter.title : TITLE,
      ['董芷岚'],
      '118',
    ]);
    if (parts.foot !== '') expect([letter.department, letter.date]).toEqual(['柘溪区文物局', '2024-05-06']);
    const { disclosure } = letter.evidence;
    expect(letter.body.slice(disclosure!.start, disclosure!.end).replace(/\s/g, '')).toMatch(/公开[）)】]?。?$|否$/);
  });
});
describe('several marks', () => {
  run(strictest);
  it.each(strictest)('are a problem for a person: %s', (_name, parts) => {
    expect(problemsOf(letterOf(parts))).toContain('disclosure-differs');
  });
});
describe('what a sentence says of its own letter', () => {
  run(said);
  it.each(said)('is a problem for a person: %s', (_name, parts) => {
    expect(problemsOf(letterOf(parts))).toContain('disclosure-in-text');
  });
});
describe('strict words in doubt', () => {
  run(doubtful);
  it.each(doubtful)('are a problem: %s', (_name, parts) => {
    const found = letterOf(parts).problems.filter((problem) => problem.code === 'disclosure-doubtful');
    expect(found).toHaveLength(1);
    expect(found[0]!.excerpt).toContain('不宜公开');
  });
  it('include boxes of which none is ticked', () => {
    const letter = letterOf({ below: '公开属性：□主动公开 □依申请公开 □不予公开' });
    expect([letter.disclosure, problemsOf(letter)]).toEqual([null, ['disclosure-doubtful']]);
  });
});

describe('marks outside the letter’s text', () => {
  it('of a page’s header win over none, and the strictest wins', () => {
    const text = `${TITLE}\n董芷岚委员：\n您提出的第118号提案收悉，现答复如下：\n已修缮古井6口。\n${FOOT}`;
    expect(parsed(text, { outside: ['依申请公开'] }).disclosure).toBe(R);
    expect(parsed(`${text}\n（主动公开）`, { outside: ['柘溪区文物局　　不予公开'] }).disclosure).toBe(W);
    expect(parsed(text, { outside: ['柘溪区文物局', '政府信息公开指南'] }).disclosure).toBe(null);
  });

  it('of the site’s table', () => {
    const text = `${TITLE}\n董芷岚委员：\n您提出的第118号提案收悉，现答复如下：\n已修缮古井6口。\n${FOOT}`;
    for (const [label, value, want] of [
      ['公开方式', '依申请公开', R],
      ['信息公开类型', '不予公开', W],
      ['是否公开', '否', W],
      ['公开属性', '主动公开', P],
      ['是否对外发布', '否', W],
      ['公开时限', '长期公开', null],
      ['公开日期', '2024-05-08', null],
    ] as const)
      expect(parsed(text, { format: 'html', fields: { [label]: value } }).disclosure, label).toBe(want);
  });

  it('of a sidecar, in the words that offices use', () => {
    for (const [words_, want] of [
      ['不宜公开', W],
      ['依申请公开', R],
      ['此件不公开', W],
      ['否', W],
      ['同意公开', P],
      ['withheld', W],
    ] as const) {
      const read = readSidecar(`disclosure: ${words_}\n`);
      if (!('sidecar' in read)) throw new Error(words_);
      expect(applySidecar(letterOf({}), read.sidecar).disclosure).toBe(want);
    }
    expect(readSidecar('disclosure: 大概可以\n')).toHaveProperty('problem');
  });
});
