import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compose } from '../../src/inquiry/compose.ts';
import type { Draft, DraftCitation } from '../../src/inquiry/composing/draft.ts';
import { gather } from '../../src/inquiry/evidence.ts';
import type { Inquiry } from '../../src/inquiry/inquiry.ts';
import { verify } from '../../src/inquiry/verify.ts';
import type { Block, Citation } from '../../src/model.ts';
import { inquiryOf, letters, viewOf } from './invented.ts';

const view = viewOf(letters);
const question = '充电设施建了多少，补助怎么申请，和社区食堂比一比';

async function draftOf(over: Partial<Inquiry>): Promise<Draft> {
  const inquiry = inquiryOf(question, over);
  const hits = await view.retrieve({ text: inquiry.text, concepts: [], letters: inquiry.scope, limit: 20 });
  const draft = compose({ view, inquiry, hits, evidence: gather(view, inquiry, hits), today: '2026-03-01' });
  if (!draft) throw new Error('nothing was composed');
  return draft;
}

const word = (text: string) => ({ word: text, start: 0, end: 0, idf: 2, known: true, concepts: [] });
const drafts = await Promise.all([
  draftOf({ words: [word('充电设施'), word('补助')], asks: ['amount', 'how'] }),
  draftOf({ intent: 'status', scope: [0], asks: ['progress'], text: '' }),
  draftOf({ intent: 'compare', words: [word('补助')], asks: ['amount'] }),
  draftOf({ intent: 'list' }),
  draftOf({ intent: 'lookup', scope: [1] }),
  draftOf({ intent: 'commitment', scope: [0, 1] }),
]);

describe('verify', () => {
  it('keeps an honest draft whole, markers counted from 1 in the order of the text', () => {
    for (const draft of drafts) {
      const { answer, dropped } = verify(draft, question, view);
      expect(dropped).toEqual([]);
      expect(answer?.blocks.map((b) => b.kind)).toEqual(draft.blocks.map((b) => b.kind));
      expect(answer?.citations.map((c) => c.marker)).toEqual(answer?.citations.map((_, i) => i + 1));
      for (const c of answer?.citations ?? [])
        expect(letters.find((l) => l.file === c.file)?.body.slice(c.start, c.end)).toBe(c.quote);
    }
  });

  it('answers nothing when nothing is proven', () => {
    const draft = drafts[0] as Draft;
    expect(verify({ ...draft, citations: [] }, question, view).answer).toBeNull();
  });

  it('never cites a letter that the viewer may not see', () => {
    const secret = letters[2];
    const [sentence] = secret.sections[0]?.sentences ?? [];
    if (!sentence) throw new Error('the invented letter has no sentence');
    const text = secret.body.slice(sentence.start, sentence.end);
    const stolen: Draft = {
      ...(drafts[0] as Draft),
      citations: [{ marker: 1, letter: 2, start: sentence.start, end: sentence.end, tense: 'done' }],
      blocks: [{ kind: 'quotes', tense: 'done', title: null, lines: [{ text, markers: [1] }] }],
    };
    expect(verify(stolen, question, view).answer).toBeNull();
    expect(verify(stolen, question, viewOf(letters, { role: 'staff' })).answer?.citations[0].quote).toBe(text);
  });

  it('never cites a contact, which is in no passage', () => {
    const [first] = letters;
    const start = first.body.indexOf('联系人');
    const contact: Draft = {
      ...(drafts[0] as Draft),
      citations: [{ marker: 1, letter: 0, start, end: first.body.length - 1, tense: 'stated' }],
      blocks: [
        { kind: 'quotes', tense: 'stated', title: null, lines: [{ text: first.body.slice(start, -1), markers: [1] }] },
      ],
    };
    expect(verify(contact, question, view).answer).toBeNull();
  });
});

/* Mutations: each changes what the reply says; none may come through. */

interface Text {
  readonly text: string;
  readonly set: (text: string) => readonly Block[];
}

/** Every text of a draft that claims something, with the draft that has another text in its place. */
function textsOf(draft: Draft): readonly Text[] {
  return draft.blocks.flatMap((block, at): Text[] => {
    const put = (changed: Block): readonly Block[] => draft.blocks.with(at, changed);
    switch (block.kind) {
      case 'lead':
      case 'note':
        return [{ text: block.text, set: (text) => put({ ...block, text }) }];
      case 'card':
        return block.rows.map((row, i) => ({
          text: row.value,
          set: (value) => put({ ...block, rows: block.rows.with(i, { ...row, value }) }),
        }));
      case 'quotes':
        return block.lines.map((line, i) => ({
          text: line.text,
          set: (text) => put({ ...block, lines: block.lines.with(i, { ...line, text }) }),
        }));
      case 'list':
        return block.items.map((line, i) => ({
          text: line.text,
          set: (text) => put({ ...block, items: block.items.with(i, { ...line, text }) }),
        }));
      case 'table':
        return block.rows.flatMap((row, r) =>
          row.map((cell, i) => ({
            text: cell.text,
            set: (text) => put({ ...block, rows: block.rows.with(r, row.with(i, { ...cell, text })) }),
          })),
        );
      default:
        return [];
    }
  });
}

const changes: Readonly<Record<string, (text: string, pick: number) => string>> = {
  'another digit': (text, pick) => {
    const digits = [...text.matchAll(/\d/gu)];
    const at = digits[pick % Math.max(1, digits.length)]?.index;
    return at === undefined
      ? text
      : `${text.slice(0, at)}${(Number(text[at]) + 1 + (pick % 9)) % 10}${text.slice(at + 1)}`;
  },
  'a digit lost': (text, pick) => {
    const digits = [...text.matchAll(/\d(?=\d)|(?<=\d)\d/gu)];
    const at = digits[pick % Math.max(1, digits.length)]?.index;
    return at === undefined ? text : text.slice(0, at) + text.slice(at + 1);
  },
  'a digit more': (text, pick) => text.replace(/\d+/u, (n) => `${n}${pick % 10}`),
  'another unit': (text) => text.replace(/[万亿]|(?<=\d)元/u, (u) => (u === '万' ? '亿' : u === '亿' ? '万' : '万元')),
  'a plan told as done': (text) => text.replace(/将|拟于|计划|下一步，/u, '已'),
  'another agency': (text) =>
    text.replace(/发展和改革委员会|民政局|消防救援大队/u, (a) => (a === '民政局' ? '教育局' : '民政局')),
  'another place': (text) => text.replace(/云屏区|松溪县/u, (p) => (p === '云屏区' ? '松溪县' : '望山区')),
  'another person': (text) => text.replace(/林晚舟|何秋水/u, (p) => (p === '林晚舟' ? '何秋水' : '林晚舟')),
  'a word denied': (text) => text.replace(/已|给予|应当/u, '不$&'),
  'a sentence added': (text) => `${text}每户另补5000元。`,
};

/** Drafts in which not a text but its proof, tense or place is another. */
const moves: Readonly<Record<string, (draft: Draft, pick: number) => Draft | null>> = {
  'markers swapped': (draft, pick) => {
    const { citations } = draft;
    if (citations.length < 2) return null;
    const a = pick % citations.length;
    const b = (a + 1) % citations.length;
    const swapped = citations.map((c, i) =>
      i === a ? { ...c, marker: citations[b]?.marker ?? 0 } : i === b ? { ...c, marker: citations[a]?.marker ?? 0 } : c,
    );
    return { ...draft, citations: swapped };
  },
  'a passage of another letter': (draft, pick) => {
    const at = pick % draft.citations.length;
    const c = draft.citations[at] as DraftCitation;
    return { ...draft, citations: draft.citations.with(at, { ...c, letter: (c.letter + 1 + (pick % 2)) % 3 }) };
  },
  'offsets moved': (draft, pick) => {
    const at = pick % draft.citations.length;
    const c = draft.citations[at] as DraftCitation;
    const by = 1 + (pick % 30);
    return { ...draft, citations: draft.citations.with(at, { ...c, start: c.start + by, end: c.end + by }) };
  },
  'a planned sentence under done': (draft, pick) => {
    const planned = draft.citations.filter((c) => c.tense === 'planned');
    const c = planned[pick % Math.max(1, planned.length)];
    if (!c) return null;
    const blocks = draft.blocks.map((b) =>
      b.kind === 'quotes' && b.lines.some((l) => l.markers.includes(c.marker)) ? { ...b, tense: 'done' as const } : b,
    );
    const citations =
      pick % 2 === 0 ? draft.citations : draft.citations.map((x) => (x === c ? { ...x, tense: 'done' as const } : x));
    // In a table the tense is the citation's alone.
    const shown = draft.blocks.some((b) => b.kind === 'quotes' && b.lines.some((l) => l.markers.includes(c.marker)));
    return shown ? { ...draft, blocks, citations } : null;
  },
};

/** What a reader is told: each line with the place of its proof. */
function tellings(blocks: readonly Block[], citations: readonly (DraftCitation | Citation)[]): ReadonlySet<string> {
  const place = (m: number): string => {
    const c = citations.find((x) => x.marker === m);
    return c ? `${'letter' in c ? letters[c.letter]?.file : c.file}:${c.start}-${c.end}:${c.tense}` : 'none';
  };
  const line = (kind: string, text: string, markers: readonly number[]): string =>
    `${kind}|${text}|${markers.map(place).join(',')}`;
  const holding = (row: { readonly value: string; readonly markers: readonly number[] }): readonly number[] =>
    row.markers.filter((m) => {
      const c = citations.find((x) => x.marker === m);
      const file = c && ('letter' in c ? letters[c.letter]?.file : c.file);
      const body = letters.find((l) => l.file === file)?.body ?? '';
      return !c || !body.slice(c.start, c.end).includes(row.value);
    });
  return new Set(
    blocks.flatMap((b) => {
      if (b.kind === 'lead') return [line(b.kind, b.text, b.markers)];
      if (b.kind === 'note') return [line(b.kind, b.text, [])];
      // A row's value may stand in two places, the number also in the title: either is its proof.
      if (b.kind === 'card') return b.rows.map((r) => line(`${b.kind}${r.label}`, r.value, holding(r)));
      if (b.kind === 'quotes') return b.lines.map((l) => line(`${b.kind}${b.tense}`, l.text, l.markers));
      // A letter's title and subject prove its name together, in any order.
      if (b.kind === 'list')
        return b.items.map((l) => `${b.kind}|${l.text}|${l.markers.map(place).toSorted().join(',')}`);
      if (b.kind === 'table') return b.rows.flatMap((r) => r.map((l) => line(b.kind, l.text, l.markers)));
      return [];
    }),
  );
}

/** Whether everything that the verified answer tells was told by the honest draft, with the same proof. */
function caught(honest: Draft, mutated: Draft): boolean {
  const { answer } = verify(mutated, question, view);
  if (!answer) return true;
  const allowed = tellings(honest.blocks, honest.citations);
  return [...tellings(answer.blocks, answer.citations)].every((t) => allowed.has(t));
}

describe('mutated drafts', () => {
  const tally = new Map<string, { tried: number; caught: number }>();
  const count = (name: string, ok: boolean): boolean => {
    const t = tally.get(name) ?? { tried: 0, caught: 0 };
    tally.set(name, { tried: t.tried + 1, caught: t.caught + (ok ? 1 : 0) });
    return ok;
  };
  const anyDraft = fc.constantFrom(...drafts);

  for (const [name, change] of Object.entries(changes))
    it(`catches ${name}`, () => {
      fc.assert(
        fc.property(anyDraft, fc.nat(50), fc.nat(1000), (draft, which, pick) => {
          const texts = textsOf(draft);
          const target = texts[which % texts.length] as Text;
          const text = change(target.text, pick);
          fc.pre(text !== target.text);
          return count(name, caught(draft, { ...draft, blocks: target.set(text) }));
        }),
        { numRuns: 200, seed: 7 },
      );
    });

  for (const [name, move] of Object.entries(moves))
    it(`catches ${name}`, () => {
      fc.assert(
        fc.property(anyDraft, fc.nat(1000), (draft, pick) => {
          const moved = move(draft, pick);
          fc.pre(moved !== null);
          return count(name, moved === null || caught(draft, moved));
        }),
        { numRuns: 200, seed: 11 },
      );
    });

  it('prints the rate', () => {
    const all = [...tally.values()].reduce((n, t) => ({ tried: n.tried + t.tried, caught: n.caught + t.caught }));
    for (const [name, t] of tally) console.log(`${name}: ${t.caught}/${t.tried}`);
    console.log(`mutations caught: ${all.caught}/${all.tried} (${((100 * all.caught) / all.tried).toFixed(1)}%)`);
    expect(all.tried).toBeGreaterThan(2000);
    expect(all.caught).toBe(all.tried);
  });
});
