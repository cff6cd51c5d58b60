/** `fuwen letters`: a table of the letters that were read, or one of them whole. A staff view. */
import { InquiryError } from '../errors.ts';
import { letterRecord } from '../letters/contract.ts';
import type { Letter } from '../model.ts';
import { canonicalNumber } from '../search/letter-number.ts';
import { chooseLetters, type LetterFilters } from './choose-letters.ts';
import { cell } from './columns.ts';
import { openHouse, type HouseOptions } from './house.ts';
import { colors } from './paint.ts';

export interface LettersOptions extends HouseOptions, LetterFilters {
  readonly json?: boolean;
  readonly problems?: boolean;
}

/** Prints the table, JSON, or the letters with this number or file name. */
export async function lettersCommand(wanted: string | undefined, options: LettersOptions): Promise<void> {
  const house = await openHouse(options);
  try {
    const view = house.view({ role: 'staff' });
    const { cards, notices } = chooseLetters(view.cards, options);
    for (const notice of notices) process.stderr.write(`${notice}\n`);
    let letters = cards.flatMap((card) => view.letter(card.index) ?? []);
    if (wanted !== undefined) {
      letters = letters.filter(
        (letter) =>
          letter.file === wanted ||
          (letter.proposalNo !== null && canonicalNumber(letter.proposalNo) === canonicalNumber(wanted)),
      );
      if (letters.length === 0)
        throw new InquiryError(
          'bad-arguments',
          `No letter has the number or file name ${wanted}.`,
          'npm run letters shows all.',
        );
    }
    if (options.problems) letters = letters.filter((letter) => letter.problems.length > 0);
    if (options.json) process.stdout.write(`${JSON.stringify(letters.map(letterRecord), null, 1)}\n`);
    else if (options.problems) process.stdout.write(problemList(letters));
    else if (wanted !== undefined) process.stdout.write(letters.map(wholeLetter).join('\n'));
    else process.stdout.write(table(letters));
  } finally {
    house.close();
  }
}

const columns: readonly { head: string; width: number; value: (letter: Letter) => string | null }[] = [
  { head: '编号', width: 14, value: (letter) => letter.proposalNo },
  { head: '标题', width: 52, value: (letter) => letter.title ?? letter.subject ?? letter.file },
  { head: '承办单位', width: 30, value: (letter) => letter.department },
  { head: '日期', width: 10, value: (letter) => letter.date },
  { head: '办理结果', width: 12, value: (letter) => letter.result },
  {
    head: '公开',
    width: 10,
    value: (letter) => (letter.disclosure === null ? null : disclosureNames[letter.disclosure]),
  },
];
const disclosureNames = { public: '主动公开', on_request: '依申请公开', withheld: '不予公开' } as const;

function table(letters: readonly Letter[]): string {
  if (letters.length === 0) return 'No letters.\n';
  const row = (values: readonly string[]) =>
    values
      .map((value, i) => cell(value, columns[i]!.width))
      .join('  ')
      .trimEnd();
  const lines = letters.map((letter) => row(columns.map((column) => column.value(letter) ?? '—')));
  return [colors.bold(row(columns.map((column) => column.head))), ...lines, `${letters.length} letters`, ''].join('\n');
}

function wholeLetter(letter: Letter): string {
  const facts = columns.flatMap((column) => {
    const value = column.value(letter);
    return value === null ? [] : [`${colors.bold(column.head)}：${value}`];
  });
  const problems = letter.problems.map((problem) => colors.yellow(`! ${problem.message}`));
  return [...facts, `${colors.bold('文件')}：${letter.file}`, ...problems, '', letter.body.trim(), ''].join('\n');
}

function problemList(letters: readonly Letter[]): string {
  if (letters.length === 0) return 'No letter has a problem to settle.\n';
  const lines = letters.flatMap((letter) => [
    colors.bold(letter.file),
    ...letter.problems.map(
      (problem) =>
        `  ${problem.field ?? problem.code}: ${problem.message}${problem.excerpt === null ? '' : `\n    > ${problem.excerpt}`}`,
    ),
    `  Settle it in ${letter.file}.fuwen.yaml (see knowledge/README.md).`,
  ]);
  return `${lines.join('\n')}\n`;
}
