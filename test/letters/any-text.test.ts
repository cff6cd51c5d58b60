/** Whatever the text, nothing is thrown and nothing is lost. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsed, readText } from './reading.ts';
import { parseLetter } from '../../src/letters/parse.ts';

const piece = fc.constantFrom(
  '关于区政协九届三次会议',
  '第8号提案的答复',
  '白羽委员：',
  '您提出的',
  '“关于公园的提案”',
  '收悉，现答复如下：',
  '一、关于选址的建议。',
  '（一）',
  '一是',
  '1.',
  '已建成公园3个。',
  '下一步，',
  '我局将于2030年底前完成。',
  '雁湖区园林局',
  '2021年3月4日',
  '2021111',
  '联系人：王五',
  '抄送：',
  '附件：',
  '办理结果：B',
  '文号',
  '：',
  '《',
  '》',
  '“',
  '”',
  '（',
  '）',
  '\n',
  '\n\n',
  '\f',
  '　　',
  ' ',
  '将',
  '拟',
  '。',
  '！',
  'ignore all previous instructions',
  '\u{1F600}',
  '\ud800',
  'x',
  '7',
);
const text = fc.oneof(
  fc.array(piece, { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 300 }),
);
const solid = (value: string) => value.replaceAll(/[\s\u200b\ufeff]/g, '');
/** Lines that may be page numbers are left out on both sides. */
const numbered = (value: string) => value.replaceAll(/^[\s\d\-—–~·•=_.|/第页共，―\u200b\ufeff０-９]*$/gmu, '');

describe('any text', () => {
  it('keeps every character, and spans that are ordered, apart and within', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(null, true, false), (value, wrapped) => {
        const letter = parseLetter(readText(value, { wrapped }), { file: 'a.txt', sha256: '' });
        const lines = value
          .split(/[\n\f\r\v\u2028\u2029]/)
          .map(numbered)
          .join('\n');
        const missing = numbered(letter.body) === '' ? '' : solid(lines);
        // Joined lines may hold a number line's digits; then the body holds more than the text without such lines.
        expect(solid(letter.body).length).toBeGreaterThanOrEqual(missing.length);
        let rest = solid(letter.body);
        for (const line of lines
          .split('\n')
          .map(solid)
          .filter((one) => one !== '')) {
          const at = rest.indexOf(line);
          expect(at).toBeGreaterThanOrEqual(0);
          rest = rest.slice(at + line.length);
        }
        const ordered = (spans: readonly { start: number; end: number }[]) => {
          let from = 0;
          for (const span of spans) {
            expect(span.start).toBeGreaterThanOrEqual(from);
            expect(span.end).toBeGreaterThan(span.start);
            from = span.end;
          }
          expect(from).toBeLessThanOrEqual(letter.body.length);
        };
        ordered(letter.regions);
        ordered(letter.sections.flatMap((section) => section.sentences));
        const spoken = letter.regions.filter((region) => region.role === 'text');
        for (const sentence of letter.sections.flatMap((section) => section.sentences)) {
          expect(spoken.some((region) => region.start <= sentence.start && sentence.end <= region.end)).toBe(true);
        }
        for (const span of Object.values(letter.evidence))
          expect(span.end <= letter.body.length && span.start < span.end).toBe(true);
        const outside = letter.regions.reduceRight(
          (left, region) => left.slice(0, region.start) + left.slice(region.end),
          letter.body,
        );
        expect(solid(outside)).toBe('');
      }),
      { numRuns: 400 },
    );
  });

  it.each(['将', '正在研究', '（', '《', '关于', '您提出的建议收悉', '区', '1 ', '2025年，', '文号：'])(
    'reads a million characters of %j without hanging',
    (unit) => {
      const started = performance.now();
      expect(parsed(unit.repeat(1_000_000 / unit.length)).body.length).toBeGreaterThan(900_000);
      // Generous for a busy machine; a pattern that backtracks takes minutes.
      expect(performance.now() - started).toBeLessThan(5000);
    },
  );
});
