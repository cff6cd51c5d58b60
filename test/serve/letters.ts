/** A small knowledge folder of invented letters, indexed for real. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { ensureIndex } from '../../src/ingest/ensure.ts';
import { ingest, type IngestOptions } from '../../src/ingest.ts';
import { currentGenerationId, openGeneration } from '../../src/search/generation.ts';
import { loadVocabulary } from '../../src/search/vocabulary.ts';
import { Library } from '../../src/serve/library.ts';

const VOCABULARY = `- id: shared-machines
  office: [共享农机, 共享农机站]
  everyday: [借农机]
  spoken: [拖拉机哪里借]
  abbreviation: []
  english: [shared farm machines]
`;

/** An invented reply letter about shared farm machines in an invented county. */
export function letterText(number: number, changes: { stations?: number; disclosure?: string } = {}): string {
  const { stations = 12, disclosure = '主动公开' } = changes;
  return `对县政协九届三次会议第${number}号提案的答复

赵若溪委员：
您提出的“关于推广共享农机的提案”收悉，经研究，现答复如下：
一、共享农机站建设情况
青禾县已建成共享农机站${stations}个，覆盖全部乡镇。2024年共享农机站服务农户3600户。
二、下一步工作打算
下一步，我局将新建共享农机站3个，争取2026年底前投入使用。
感谢您对农业农村工作的关心和支持。

青禾县农业农村局
2025年3月2日
公开属性：${disclosure}
`;
}

export class Knowledge {
  readonly folder: string;
  readonly options: IngestOptions;

  constructor(folder: string) {
    this.folder = join(folder, 'knowledge');
    mkdirSync(join(this.folder, 'letters'), { recursive: true });
    // A few words of its own: these tests are about serving, not about the vocabulary that ships.
    const words = join(folder, 'vocabulary');
    mkdirSync(words, { recursive: true });
    writeFileSync(join(words, 'farming.yaml'), VOCABULARY);
    const vocabulary = loadVocabulary(words);
    this.options = {
      knowledge: this.folder,
      data: join(folder, 'data'),
      vocabulary,
      settings: { unprinted: 'public', embedding: null },
    };
  }

  put(file: string, text: string): void {
    writeFileSync(join(this.folder, 'letters', file), text);
  }

  async ingest(): Promise<void> {
    await ingest(this.options);
  }

  async library(log: Logger): Promise<{ library: Library; dir: string }> {
    const { generation, dir, expected } = await ensureIndex({ ...this.options, vectorWeight: 0 });
    const shelf = { currentId: () => currentGenerationId(dir), open: () => openGeneration(dir, expected) };
    return { library: new Library(generation, shelf, log), dir };
  }
}
