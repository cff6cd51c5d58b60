import { RunnableLambda, RunnableSequence } from '@langchain/core/runnables';
import type { Document } from '@langchain/core/documents';
import { afterAll, expect, it } from 'vitest';
import { LetterRetriever, type PassageMetadata } from '../../src/search/retriever.ts';
import { fresh, indexed, invented, plain, PUBLIC, removeFolders, STAFF, vocabularyOf } from './invented.ts';

afterAll(removeFolders);

const letters = fresh([
  plain('park', '公园夜间开放。', { disclosure: 'withheld' }),
  invented('bus', {
    sections: [{ heading: '一、关于夜间公交的建议', text: '已开通夜间公交2条。' }],
    proposalNo: '0912',
    pages: [0],
  }),
  plain('care', '老年人活动中心建成。'),
]);
const vocabulary = vocabularyOf({ forms: ['elder-care', '养老', '老年人'] });

it('serves in a chain of others, each document with its text and where it stands', async () => {
  const generation = await indexed(letters, { vocabulary });
  const retriever = new LetterRetriever({ view: generation.for(PUBLIC), limit: 1 });
  const chain = RunnableSequence.from<string, string>([
    retriever,
    new RunnableLambda({
      func: (found: Document<PassageMetadata>[]) =>
        found.map(({ pageContent, metadata }) => `${metadata.file} ${pageContent}`).join(),
    }),
  ]);
  expect(await chain.invoke('夜间公交开了几条？')).toBe('bus.txt 已开通夜间公交2条。');
  const [document] = await retriever.invoke('夜间公交');
  expect(document?.metadata).toMatchObject({
    file: 'bus.txt',
    letterId: 'bus',
    proposalNo: '0912',
    heading: '一、关于夜间公交的建议',
    page: 1,
    start: 12,
    end: 22,
  });
  expect(document?.metadata.score).toBeGreaterThan(0);
  generation.close();
});

it('knows concepts, and shows a viewer only what they may see', async () => {
  const generation = await indexed(letters, { vocabulary });
  const files = async (view: Parameters<typeof generation.for>[0], question: string): Promise<string[]> => {
    const found = await new LetterRetriever({ view: generation.for(view) }).invoke(question);
    return found.map(({ metadata }) => metadata.file);
  };
  expect(await files(PUBLIC, '养老')).toEqual(['care.txt']);
  expect(await files(PUBLIC, '公园')).toEqual([]);
  expect(await files(STAFF, '公园')).toEqual(['park.txt']);
  generation.close();
});
