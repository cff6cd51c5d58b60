/** `fuwen commitments`: what the letters promise, overdue first, as a table, JSON or CSV. A staff view. */
import { writeFileSync } from 'node:fs';
import { InquiryError } from '../errors.ts';
import type { Tells } from '../inquiry/composing/outcome.ts';
import type { Viewer } from '../model.ts';
import { chooseLetters, type LetterFilters } from './choose-letters.ts';
import { cell, wrapped } from './columns.ts';
import { aboutTheme, commitmentsOf, type Commitment, type State } from './commitments/commitments.ts';
import { csv } from './csv.ts';
import { openHouse, type HouseOptions } from './house.ts';
import { colors } from './paint.ts';

export interface CommitmentsOptions extends HouseOptions, Omit<LetterFilters, 'result'> {
  readonly role: Viewer['role'];
  readonly theme?: string;
  readonly overdue?: boolean;
  readonly json?: boolean;
  /** File to write. */
  readonly csv?: string;
}

export async function commitmentsCommand(options: CommitmentsOptions): Promise<void> {
  const house = await openHouse(options);
  try {
    const view = house.view({ role: options.role });
    const { cards, notices } = chooseLetters(view.cards, options);
    for (const notice of notices) process.stderr.write(`${notice}\n`);
    let found = commitmentsOf(view, cards, house.today());
    if (options.theme !== undefined) found = found.filter(aboutTheme(options.theme, view));
    if (options.overdue) found = found.filter(({ state }) => state === 'overdue');
    if (options.csv !== undefined) {
      writeCsv(options.csv, found);
      process.stderr.write(`${options.csv}: ${found.length} commitments.\n`);
    }
    if (options.json) process.stdout.write(`${JSON.stringify(found, null, 1)}\n`);
    else if (options.csv === undefined) process.stdout.write(table(found, process.stdout.columns ?? 140));
  } finally {
    house.close();
  }
}

const STATES: Readonly<Record<State, string>> = { overdue: '已过期限', due: '未到期', undated: '无期限', done: '已办' };
const TELLS: Readonly<Record<Tells, string>> = {
  done: '后续答复：已办',
  missed: '后续答复：未按期',
  reported: '后续答复',
};
const DISCLOSURES = { public: '主动公开', on_request: '依申请公开', withheld: '不予公开' } as const;
const PAINT: Readonly<Record<State, (text: string) => string>> = {
  overdue: colors.red,
  due: colors.green,
  undated: (text) => text,
  done: colors.dim,
};

/** Narrower than this a promise is no longer read with ease; the line then runs over the terminal's end. */
const LEAST = 40;
const COLUMNS = [
  ['状态', 8],
  ['期限', 10],
  ['承办单位', 22],
  ['编号', 12],
  ['答复日期', 10],
] as const;

/** Each promise whole, its letter beside it, what a later letter tells below it. */
export function table(found: readonly Commitment[], width: number): string {
  if (found.length === 0) return 'No commitments.\n';
  const taken = COLUMNS.reduce((sum, [, columns]) => sum + columns + 2, 0);
  const room = Math.max(LEAST, width - taken);
  const line = (cells: readonly string[], last: string): string =>
    `${cells.map((text, i) => cell(text, COLUMNS[i]![1])).join('  ')}  ${last}`.trimEnd();
  const empty = COLUMNS.map(() => '');
  const rows = found.flatMap((one) => {
    const told =
      one.later === null ? [] : wrapped(`${TELLS[one.later.tells]}（${one.later.date}）：${one.later.sentence}`, room);
    const [first = '', ...rest] = wrapped(one.sentence, room);
    const cells = [STATES[one.state], dayOf(one), one.department ?? '—', one.proposalNo ?? '—', one.date ?? '—'];
    return [
      PAINT[one.state](line(cells, first)),
      ...rest.map((text) => line(empty, text)),
      ...told.map((text) => colors.cyan(line(empty, text))),
    ];
  });
  const head = line(
    COLUMNS.map(([name]) => name),
    '承诺',
  );
  return `${[colors.bold(head), ...rows, totals(found)].join('\n')}\n`;
}

function dayOf({ deadline }: Commitment): string {
  return deadline?.last ?? deadline?.text ?? '—';
}

function totals(found: readonly Commitment[]): string {
  const count = (state: State): string => `${STATES[state]} ${found.filter((one) => one.state === state).length}`;
  return `共 ${found.length} 项：${(['overdue', 'due', 'undated', 'done'] as const).map(count).join('，')}`;
}

const HEAD =
  '状态,期限,期限原文,答复单位,地区,编号,届次,答复日期,标题,建议条目,承诺原文,后续情况,后续原文,后续答复日期,后续文件,公开属性,文件'.split(
    ',',
  );

export function commitmentsCsv(found: readonly Commitment[]): string {
  const rows = found.map((one) => [
    STATES[one.state],
    one.deadline?.last ?? null,
    one.deadline?.text ?? null,
    one.department,
    one.place,
    // 第…号 keeps a spreadsheet from taking 074026 for a figure.
    one.proposalNo === null ? null : `第${one.proposalNo}号`,
    one.session,
    one.date,
    one.title,
    one.heading,
    one.sentence,
    one.later === null ? null : { done: '已办', missed: '未按期', reported: '有进展' }[one.later.tells],
    one.later?.sentence ?? null,
    one.later?.date ?? null,
    one.later?.file ?? null,
    one.disclosure === null ? null : DISCLOSURES[one.disclosure],
    one.file,
  ]);
  return csv(HEAD, rows);
}

function writeCsv(file: string, found: readonly Commitment[]): void {
  try {
    writeFileSync(file, commitmentsCsv(found));
  } catch (cause) {
    throw new InquiryError(
      'bad-arguments',
      `The file ${file} can't be written (${(cause as Error).message}).`,
      'Name a file in a folder that you may write to.',
      { cause },
    );
  }
}
