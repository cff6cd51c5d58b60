/** What holds for any question: checked from the letters themselves, not by the code that proves answers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../src/inquiry/ask.ts';
import { answerRecord, type AnswerRecord } from '../../src/inquiry/record.ts';
import { surroundings } from '../../src/inquiry/source.ts';
import type { Letter } from '../../src/model.ts';
import type { View } from '../../src/search/view.ts';
import { type Asked, questions } from './questions.ts';
import { openTown, PUBLIC, RESTRICTED, type Town, UNSHOWN } from './town.ts';

const SEED = 7;
const COUNT = 200;
const asked = questions(SEED, COUNT);
const squeeze = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '');

async function reply(question: Asked, view: View): Promise<AnswerRecord> {
  const answer = await ask({ ...question, viewer: view.viewer, today: '2025-11-22' }, view);
  return answerRecord(answer, { id: null, question: question.text, elapsedMs: 0 });
}

describe('any question', () => {
  let whole: Town;
  let open: Town;
  let letters: ReadonlyMap<string, Letter>;
  let publicView: View;
  let staffView: View;

  beforeAll(async () => {
    whole = await openTown({ ...PUBLIC, ...RESTRICTED });
    open = await openTown(PUBLIC);
    publicView = whole.house.view({ role: 'public' });
    staffView = whole.house.view({ role: 'staff' });
    letters = new Map(staffView.cards.map(({ file, index }) => [file, staffView.letter(index) as Letter]));
  });
  afterAll(() => {
    whole.remove();
    open.remove();
  });

  test('the town is read as it is meant', () => {
    const disclosed = [...letters.values()].map(({ file, disclosure }) => [file, disclosure]);
    expect(Object.fromEntries(disclosed)).toEqual({
      'canteen.txt': 'public',
      'bicycles.txt': 'public',
      'clinic.txt': 'public',
      'depot.txt': 'on_request',
      'dam.txt': 'withheld',
    });
    expect(publicView.cards).toHaveLength(3);
  });

  test('the public gets word for word what it would get if restricted letters did not exist', async () => {
    const without = open.house.view({ role: 'public' });
    let told = 0;
    for (const question of asked) {
      // A question of staff before it, so that nothing held between two questions carries over.
      await reply(question, staffView);
      const mine = await reply(question, publicView);
      if (mine.reason === 'restricted') {
        // Only a person who names the number learns that it can be applied for.
        expect([...question.turns, question.text].map(squeeze).join('\n')).toMatch(/777/);
        expect(mine).toMatchObject({ citations: [], nearest: [], choices: [] });
        expect(mine.text).toMatch(/望川区应急管理局/);
        told += 1;
        continue;
      }
      expect(mine, JSON.stringify(question)).toEqual(await reply(question, without));
    }
    expect(told).toBeGreaterThan(0);
  });

  test('quotes are slices of the letter, plans are not told as done, contacts and orders to machines stay out', async () => {
    let quotes = 0;
    for (const question of asked)
      for (const view of [publicView, staffView]) {
        const { text, citations } = await reply(question, view);
        const own = squeeze([...question.turns, question.text].join('\n'));
        for (const word of UNSHOWN) if (!own.includes(word)) expect(text, JSON.stringify(question)).not.toContain(word);
        for (const citation of citations) {
          quotes += 1;
          const letter = letters.get(citation.file);
          expect(letter?.body.slice(citation.start, citation.end)).toBe(citation.quote);
          expect(citation.quote).not.toBe('');
          expect(text).toContain(`［${citation.marker}］`);
          const told = letter?.sections
            .flatMap(({ sentences }) => sentences)
            .filter(({ start, end }) => start < citation.end && citation.start < end);
          if (citation.tense === 'done') expect(told?.some(({ done }) => done)).toBe(true);
          const around = surroundings(view, citation);
          expect(around).not.toBeNull();
          for (const word of UNSHOWN) expect(`${around?.before}${around?.after}`).not.toContain(word);
        }
      }
    expect(quotes).toBeGreaterThan(COUNT);
  });

  test('every number of ours is printed in what is cited, was asked, or counts what is shown', async () => {
    let checked = 0;
    for (const question of asked) {
      const { kind, text, citations, nearest } = await reply(question, publicView);
      if (kind !== 'answered' && kind !== 'unanswered') continue;
      const fields = [...citations, ...nearest].flatMap((c) => [c.file, c.proposalNo, c.title, c.department, c.date]);
      const own = citations.flatMap(({ quote, heading }) => [quote, heading]);
      const source = squeeze([...fields, ...own, ...question.turns, question.text].join('\n'));
      let rest = text;
      for (const { quote } of citations.toSorted((a, b) => b.quote.length - a.quote.length))
        rest = rest.replaceAll(quote, '\n');
      const ours = rest.replaceAll(/［\d+］|【\d+】|(?:共|列出)\d+|\b\d+ (?:letters?|plans?)/g, ' ');
      for (const [number] of ours.matchAll(/\d+(?:\.\d+)?/g)) {
        checked += 1;
        expect(source, `${JSON.stringify(question)} ${ours}`).toContain(number);
      }
    }
    expect(checked).toBeGreaterThan(COUNT);
  });
});
