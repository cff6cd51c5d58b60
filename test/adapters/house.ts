/** A small house for channel tests: answers by hand from an invented letter, the same for the same question. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pino, type Logger } from 'pino';
import type { DeskOptions } from '../../src/desk/desk.ts';
import type { House, Lookup } from '../../src/desk/replier.ts';
import type { Answer, Answered, Citation, Language, Question } from '../../src/model.ts';

/** Sentences of an invented letter; some hold what a channel's markup must not trip over. */
const SENTENCES = [
  '青禾县已建成共享农机站<12>个，覆盖全部乡镇。',
  '下一步，县农业农村局拟再建3个，争取2026年底前投用。',
  '服务热线每天8:00—20:00接听，费用由县财政 & 镇级共担。',
];
export const LETTER = SENTENCES.join('');

function citation(marker: number, quote: string): Citation {
  const start = LETTER.indexOf(quote);
  return {
    marker,
    file: '青禾县-20号.txt',
    letterId: 'invented-20',
    proposalNo: '20',
    title: '关于青禾县第20号提案的答复',
    department: '青禾县农业农村局',
    date: '2025-03-02',
    heading: '一、建设情况',
    page: 2,
    quote,
    start,
    end: start + quote.length,
    tense: 'done',
    ocr: false,
  };
}

function base(question: Question): { question: string; language: Language; writer: string } {
  return {
    question: question.text,
    language: /[a-z]{3}/i.test(question.text) && !/\p{Script=Han}/u.test(question.text) ? 'en' : 'zh-Hans',
    writer: 'extractive',
  };
}

/** Stands for verify.ts, the only maker of an `answered` in the project itself. */
function answered(question: Question, lead: string, quotes: readonly string[]): Answer {
  const citations = quotes.map((quote, index) => citation(index + 1, quote));
  return {
    ...base(question),
    kind: 'answered',
    citations,
    blocks: [
      { kind: 'lead', text: lead, markers: [] },
      {
        kind: 'quotes',
        tense: 'done',
        title: null,
        lines: citations.map((one) => ({ text: one.quote, markers: [one.marker] })),
      },
    ],
  } as unknown as Answered;
}

/** Twelve items, five at a time. */
const listing: Lookup['run'] = async (argument, viewer, first) => {
  const last = Math.min(first + 4, 12);
  const question = { text: argument, viewer, turns: [], today: '2026-01-01' };
  const lead = `查“${argument}”${first}-${last}，${viewer.role}`;
  return { answer: answered(question, lead, SENTENCES.slice(0, 1)), part: { first, last, total: 12 } };
};

/** `问N`: an answer that repeats the question; 长: a long one; 选: choices; 坏: a fault; 慢: takes a while; 无: no answer. */
export const HOUSE: House = {
  async answer(question) {
    const { text } = question;
    if (text.includes('坏')) throw new Error('the index is on fire');
    if (text.includes('慢')) await delay(400);
    if (text.includes('长'))
      return answered(
        question,
        `关于“${text}”：`,
        Array.from({ length: 60 }, () => LETTER),
      );
    if (text === '选') {
      return {
        ...base(question),
        kind: 'clarify',
        reason: 'ambiguous',
        choices: ['问甲', '问乙'],
        blocks: [{ kind: 'choices', items: ['问甲', '问乙'] }],
      };
    }
    if (text.includes('无'))
      return {
        ...base(question),
        kind: 'unanswered',
        reason: 'no-match',
        nearest: [],
        blocks: [{ kind: 'note', text: '没有找到。' }],
      };
    const before = question.turns.length === 0 ? '' : `（接“${question.turns.at(-1)}”）`;
    return answered(question, `答“${text}”${before}，${question.viewer.role}`, SENTENCES.slice(0, 2));
  },
  async source(cited) {
    return {
      citation: cited,
      before: LETTER.slice(0, cited.start),
      after: LETTER.slice(cited.end),
      subject: '关于推广共享农机的提案',
    };
  },
  lookups: new Map<string, Lookup>([
    ['find', { staffOnly: false, example: '/find 农机', run: listing }],
    ['list', { staffOnly: true, example: null, run: listing }],
  ]),
  examples: () => ['第20号提案办得怎么样？'],
};

export const SILENT: Logger = pino({ level: 'silent' });

/** A log that a test can read: one object a line. */
export function readableLog(): { log: Logger; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  return {
    log: pino(
      { level: 'debug' },
      { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
    ),
    lines,
  };
}

export function deskOptions(data: string, changes: Partial<DeskOptions> = {}): DeskOptions {
  return {
    data,
    staff: new Set(),
    turns: 6,
    turnLife: 30 * 60_000,
    timeZone: 'Asia/Shanghai',
    longest: 2000,
    atOnce: 8,
    waiting: 5000,
    pace: { burst: 500, perMinute: 600, waiting: 500 },
    retry: { first: 30, longest: 500, giveUp: 60_000 },
    settle: 40,
    patience: 10_000,
    deliveryLife: 7 * 86_400_000,
    personLife: 180 * 86_400_000,
    ...changes,
  };
}

export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'fuwen-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Waits for something to become true; fails with what it waited for. */
export async function until(what: string, check: () => boolean, milliseconds = 8000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!check()) {
    if (Date.now() > end) throw new Error(`waited ${milliseconds} ms in vain for: ${what}`);
    await delay(10);
  }
}
