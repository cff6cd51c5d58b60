/** The command line: which commands there are and what they take. Each command's work is in commands/, loaded when called. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { EXIT, InquiryError } from './errors.ts';

const program = new Command('fuwen')
  .description('Answers proposal inquiries from official reply letters, with the passage behind every sentence.')
  .showHelpAfterError('(fuwen --help shows all commands)')
  .configureHelp({ showGlobalOptions: true })
  .exitOverride();

/** Every command works on one knowledge folder and one data folder. */
const command = (name: string, summary: string) =>
  program
    .command(name)
    .description(summary)
    .option('--knowledge <dir>', 'folder that holds letters/ (default: FUWEN_KNOWLEDGE or knowledge)')
    .option('--data <dir>', 'folder for the index (default: FUWEN_DATA or .fuwen)')
    .exitOverride();

const role = () =>
  new Option('--role <role>', 'whose letters may be seen').choices(['public', 'staff']).default('public');

const year = (written: string) => {
  if (/^(?:19|20)\d\d$/.test(written)) return Number(written);
  throw new InvalidArgumentError('A year has four digits.');
};

command('ingest', 'read new and changed letters and switch to a new index')
  .option('--json', 'print the report as JSON')
  .option('--rehash', 'read the bytes of every file to tell what changed, whatever its dates say')
  .option('--watch', 'go on and follow the folder')
  .action(async (options) => (await import('./commands/ingest.ts')).ingestCommand(options));

command('ask', 'answer a question, or a file of questions')
  .argument('[question...]', 'the question')
  .option('--json', 'print the answer as JSON')
  .option('--batch <file>', 'answer each line of a JSONL file: {"id","q","role","context"}')
  .option('--explain', 'tell on standard error how the answer was found')
  .addOption(role())
  .action(async (words, options) => (await import('./commands/ask.ts')).askCommand(words.join(' '), options));

command('chat', 'talk in the terminal')
  .addOption(role())
  .action(async (options) => (await import('./commands/chat.ts')).chatCommand(options));

command('serve', 'run every channel that the settings name, and the web page').action(async (options) =>
  (await import('./commands/serve.ts')).serveCommand(options),
);

command('letters', 'list the letters that were read, or print one')
  .argument('[number]', 'proposal number or file name')
  .option('--json', 'print JSON')
  .option('--problems', 'only letters with something for a person to settle')
  .option('--agency <name>', 'of agencies with this name, or a usual short form of it')
  .option('--place <name>', 'of this place')
  .option('--year <year>', 'signed in this year', year)
  .option('--result <result>', 'with this result: a class (A to D) or words as printed')
  .action(async (number, options) => (await import('./commands/letters.ts')).lettersCommand(number, options));

command('eval', 'ask gold questions, judge the answers, and write a page of figures')
  .option(
    '--set <dir>',
    'folder with letters/ and gold/questions.jsonl or questions.jsonl (default: the knowledge folder)',
  )
  .addOption(new Option('--half <half>', 'only questions whose number is odd, or even').choices(['odd', 'even']))
  .addOption(
    new Option('--without <part...>', 'leave parts out').choices([
      'concepts',
      'vocabulary',
      'vectors',
      'words',
      'bigrams',
      'conversation',
    ]),
  )
  .option('--ablations', 'run again without each part, and tell what it earns')
  .option('--json', 'print the report as JSON')
  .option('--show', 'print the explain trace of each miss')
  .option('--open', 'open the page in the browser')
  .action(async (options) => (await import('./commands/eval.ts')).evalCommand(options));

command('commitments', 'list every promise of the letters, overdue first')
  .option('--agency <name>', 'of agencies with this name, or a usual short form of it')
  .option('--place <name>', 'of letters of this place')
  .option('--theme <words>', 'about this')
  .option('--year <year>', 'of letters of this year', year)
  .option('--overdue', 'only those whose day has passed')
  .option('--json', 'print JSON')
  .option('--csv <file>', 'write a CSV file that Excel opens')
  .addOption(role().default('staff'))
  .action(async (options) => (await import('./commands/commitments.ts')).commitmentsCommand(options));

// Whoever reads our output may leave early (`| head`), and a file that we are redirected to may be on a full disk.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(
    `fuwen: standard output can't be written: ${error.message}. Free some space or write elsewhere.\n`,
  );
  process.exit(EXIT['disk-full']);
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Prints what went wrong for a person and gives the exit code. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT['bad-arguments'];
  if (error instanceof InquiryError) {
    process.stderr.write(`fuwen: ${error.message}\n`);
    return EXIT[error.code];
  }
  const fault = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`fuwen: an unexpected fault: ${fault.stack ?? fault.message}\n`);
  return EXIT.internal;
}
