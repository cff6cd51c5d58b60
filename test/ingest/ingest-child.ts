/** An ingest as a process of its own, for tests that kill it: prints each stage, then the report or the fault as JSON. */
import { ingest } from '../../src/ingest.ts';
import { InquiryError } from '../../src/errors.ts';
import { loadVocabulary } from '../../src/search/vocabulary.ts';

// A write over the limit on a file's size is an error then, as on a full disk, and not the end.
process.on('SIGXFSZ', () => undefined);
const [knowledge, data, words] = process.argv.slice(2);
let stage = '';
try {
  const report = await ingest({
    knowledge: knowledge!,
    data: data!,
    vocabulary: loadVocabulary(words!),
    settings: { unprinted: 'public', embedding: { provider: 'builtin' } },
    onProgress: (progress) => {
      if (progress.stage !== stage) process.stderr.write(`${progress.stage}\n`);
      ({ stage } = progress);
    },
  });
  process.stdout.write(JSON.stringify({ report }));
} catch (error) {
  const { code, message } = error as InquiryError;
  process.stdout.write(JSON.stringify({ code, message }));
}
