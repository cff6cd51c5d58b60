import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { InquiryError } from '../../src/errors.ts';
import { wordKeys } from '../../src/search/english-words.ts';
import { loadVocabulary, type Vocabulary } from '../../src/search/vocabulary.ts';

const folders: string[] = [];

/** A vocabulary folder with these files. */
function folder(files: Record<string, string>): string {
  const dir = mkdtempSync(join(tmpdir(), 'fuwen-vocabulary-'));
  folders.push(dir);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}

afterAll(() => {
  for (const dir of folders) rmSync(dir, { recursive: true });
});

function fault(files: Record<string, string>): InquiryError {
  try {
    loadVocabulary(folder(files));
  } catch (error) {
    if (error instanceof InquiryError) return error;
    throw error;
  }
  throw new Error('it was loaded');
}

const shown = (vocabulary: Vocabulary, text: string): string[] =>
  vocabulary
    .match(text)
    .map(({ concept, start, end }) => `${vocabulary.concepts[concept]?.id} ${text.slice(start, end)}`);

const SMALL = `
- id: loan
  office: [贷款, 信贷]
  everyday: [借钱]
  spoken: [借…万]
  english: [bank loan, borrow]
  except: [借鉴]
- id: interest-subsidy
  office: [贷款贴息, 贴息]
  english: [interest subsidy, subsidy for graduates]
  broader: [loan, home.rent]
`;
const HOME = `
- id: rent
  office: [租赁]
  spoken: [孩子…没人带, 5G基站, 甲…乙…丙]
  abbreviation: [AI]
  english: [park, parking, day care, neighbourhood centre]
- id: co-handling
  office: [会办]
  except: [委员会办公]
`;
const small = loadVocabulary(folder({ 'money.yaml': SMALL, 'home.yaml': HOME, 'notes.md': '# not read' }));

describe('what a vocabulary file may hold', () => {
  it('links concepts across files and both ways', () => {
    const [loan, subsidy, rent] = ['money.loan', 'money.interest-subsidy', 'home.rent'].map((id) => small.find(id));
    expect(small.find('loan')).toBeNull();
    expect(small.concepts[subsidy ?? -1]).toMatchObject({ theme: 'money', weight: 1, broader: [loan, rent] });
    expect(small.concepts[rent ?? -1]?.narrower).toEqual([subsidy]);
  });

  it('names file, line and concept of a fault', () => {
    const cases: [Record<string, string>, RegExp][] = [
      [
        { 'a.yaml': '- id: one\n  office: [词语]\n- id: two\n  office: [词]\n' },
        /a\.yaml, line 4, concept two: .*one character/,
      ],
      [{ 'a.yaml': '- id: one\n  ofice: [词语]\n' }, /a\.yaml, line 1, concept one: .*ofice/],
      [{ 'a.yaml': '- id: One\n  office: [词语]\n' }, /a\.yaml, line 1.*small letters/],
      [{ 'a.yaml': '- id: one\n  office: [词语, ""]\n' }, /a\.yaml, line 2, concept one: .*empty/],
      [{ 'a.yaml': '- id: one\n  office: [词语…]\n' }, /a\.yaml, line 2, concept one: .*…/],
      [{ 'a.yaml': '- id: one\n  english: [crèche]\n' }, /a\.yaml, line 2, concept one: .*ASCII/],
      [{ 'a.yaml': '- id: one\n  english: [bus, my bus]\n' }, /a\.yaml, line 2, concept one: .*article/],
      [{ 'a.yaml': '- id: one\n  weight: 2\n' }, /a\.yaml, line 2, concept one: weight/],
      [{ 'a.yaml': '- id: one\n  except: [词语]\n' }, /a\.yaml, line 1, concept one: it has no form/],
      [
        { 'a.yaml': '- id: one\n  office: [词语]\n- id: one\n  office: [语词]\n' },
        /a\.yaml, line 3, concept one: .*already in a\.yaml, line 1/,
      ],
      [
        { 'a.yaml': '- id: one\n  office: [词语]\n  broader: [b.two]\n' },
        /a\.yaml, line 1, concept one: its broader concept b\.two/,
      ],
      [
        {
          'a.yaml': '- id: one\n  office: [词语]\n  broader: [b.two]\n',
          'b.yaml': '- id: two\n  office: [语词]\n  broader: [a.one]\n',
        },
        /a\.one > b\.two > a\.one/,
      ],
      [{ 'a.yaml': '- id: [one\n' }, /a\.yaml, line \d+: not YAML/],
      [{ 'a.yaml': 'words\n' }, /a\.yaml, line 1/],
      [{ 'a.txt': 'x' }, /no vocabulary/],
    ];
    for (const [files, message] of cases) {
      const error = fault(files);
      expect(error.code).toBe('bad-vocabulary');
      expect(error.message).toMatch(message);
    }
    expect(() => loadVocabulary(join(tmpdir(), 'no such folder of fuwen'))).toThrow(/can't be read/);
  });

  it('has a digest that changes with a file and with its name', () => {
    const same = loadVocabulary(folder({ 'money.yaml': SMALL, 'home.yaml': HOME })).sha256;
    expect(same).toBe(small.sha256);
    expect(small.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(loadVocabulary(folder({ 'money.yaml': SMALL.replace('信贷', '信用'), 'home.yaml': HOME })).sha256).not.toBe(
      same,
    );
  });
});

describe('match', () => {
  it('finds a form in Simplified, Traditional, full-width and any case, with offsets into the text as given', () => {
    expect(shown(small, '銀行貸款，ＢＡＮＫ　ＬＯＡＮ，Bank  loan。')).toEqual([
      'money.loan 貸款',
      'money.loan ＢＡＮＫ　ＬＯＡＮ',
      'money.loan Bank  loan',
    ]);
    expect(small.match('向AI借钱')).toEqual([
      { concept: small.find('home.rent'), start: 1, end: 3, via: 'abbreviation', form: 'AI' },
      { concept: small.find('money.loan'), start: 3, end: 5, via: 'everyday', form: '借钱' },
    ]);
  });

  it('tells a form inside a longer one of another concept after it, and drops one inside a longer one of its own', () => {
    expect(shown(small, '申请贷款贴息')).toEqual(['money.interest-subsidy 贷款贴息', 'money.loan 贷款']);
  });

  it('takes English by whole words', () => {
    expect(shown(small, 'sparkle, parkour, parks')).toEqual(['home.rent parks']);
    expect(shown(small, '5G基站和15G基站、5g基站')).toEqual(['home.rent 5G基站', 'home.rent 5g基站']);
    expect(shown(small, 'RAIN AIR AI')).toEqual(['home.rent AI']);
  });

  it('ignores inflection, spelling, hyphens and articles, but keeps words the vocabulary tells apart', () => {
    expect(shown(small, 'Borrowing, borrowed')).toEqual(['money.loan Borrowing', 'money.loan borrowed']);
    expect(shown(small, 'subsidies for the graduate')).toEqual(['money.interest-subsidy subsidies for the graduate']);
    expect(shown(small, 'day-care in neighborhood centers')).toEqual([
      'home.rent day-care',
      'home.rent neighborhood centers',
    ]);
    expect(small.match('parking').map(({ form }) => form)).toEqual(['parking']);
    expect(small.match('parks').map(({ form }) => form)).toEqual(['park']);
  });

  it('does not run an English phrase across a sentence or Chinese', () => {
    expect(shown(small, 'the bank, loan; a bank. Loan')).toEqual([]);
    expect(shown(small, 'bank银行loan')).toEqual([]);
  });

  it('lets … stand for up to six characters of one sentence', () => {
    expect(shown(small, '我家孩子白天没人带')).toEqual(['home.rent 孩子白天没人带']);
    expect(shown(small, '孩子没人带')).toEqual(['home.rent 孩子没人带']);
    expect(shown(small, '孩子一二三四五六没人带')).toHaveLength(1);
    expect(shown(small, '孩子一二三四五六七没人带')).toEqual([]);
    expect(shown(small, '有孩子。没人带')).toEqual([]);
    expect(shown(small, '没人带孩子')).toEqual([]);
    expect(shown(small, '甲一乙二丙')).toEqual(['home.rent 甲一乙二丙']);
    expect(shown(small, '甲一丙二乙')).toEqual([]);
  });

  it('does not count a form inside a string its concept excepts', () => {
    expect(shown(small, '委员会办公室会办')).toEqual(['home.co-handling 会办']);
    expect(shown(small, '委员会办公室')).toEqual([]);
  });

  it('finds nothing in nothing, and stands lone surrogates and long runs', () => {
    expect(small.match('')).toEqual([]);
    expect(small.match('\ud800贷款\udc00')).toHaveLength(1);
    expect(small.match('孩子'.repeat(20_000))).toEqual([]);
  });

  it('agrees with a plain search for every Chinese form without a gap', () => {
    const text = '贷款贴息信贷租赁借钱会办贴息贷贷款款'.repeat(3);
    const plain = new Set<string>();
    small.concepts.forEach((concept, number) => {
      for (const form of [...concept.office, ...concept.everyday]) {
        for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1))
          plain.add(`${number} ${at} ${form.length}`);
      }
    });
    const found = small.match(text).map(({ concept, start, end }) => `${concept} ${start} ${end - start}`);
    // 贴息 inside 贷款贴息 is of the same concept, so its longer form stands for it.
    const inside = new Set([2, 20, 38].map((at) => `${small.find('money.interest-subsidy')} ${at} 2`));
    expect(new Set(found)).toEqual(new Set([...plain].filter((line) => !inside.has(line))));
  });
});

it('takes words that are names of every object for words', () => {
  const words = 'constructor __proto__ toString hasOwnProperty valueOf';
  expect(
    words
      .toLowerCase()
      .split(' ')
      .flatMap((word) => [...wordKeys(word)]),
  ).toContain('constructor');
});
