/** Other search engines over the same passages and the same tokens, in the same process and run. */
import Database from 'libsql';
import MiniSearch from 'minisearch';

export interface Engine {
  readonly name: string;
  readonly buildSeconds: number;
  /** Passage ids, best first. */
  search(tokens: readonly string[], limit: number): number[];
  close(): void;
}

export interface TokenPassage {
  readonly id: number;
  readonly tokens: readonly string[];
}

const split = (text: string): string[] => text.split(' ');

/** https://github.com/lucaong/minisearch: BM25+ over maps, in memory. */
export function miniSearch(passages: Iterable<TokenPassage>): Engine {
  const started = performance.now();
  const index = new MiniSearch<{ id: number; text: string }>({
    fields: ['text'],
    tokenize: split,
    processTerm: (term) => term,
    searchOptions: { tokenize: split, processTerm: (term) => term, combineWith: 'OR', prefix: false, fuzzy: false },
  });
  for (const { id, tokens } of passages) index.add({ id, text: tokens.join(' ') });
  return {
    name: 'MiniSearch',
    buildSeconds: (performance.now() - started) / 1000,
    search: (tokens, limit) =>
      index
        .search(tokens.join(' '))
        .slice(0, limit)
        .map(({ id }) => id as number),
    close: () => undefined,
  };
}

/** SQLite FTS5 (libsql) in memory, its own bm25(); tokens are quoted, so that nothing in them is a query's syntax. */
export function fts5(passages: Iterable<TokenPassage>): Engine {
  const started = performance.now();
  const db = new Database(':memory:');
  // Tokens hold letters, digits and Chinese characters; “_” marks a pair and belongs to it.
  db.exec(
    `CREATE VIRTUAL TABLE passages USING fts5(tokens, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '_〔〕.'")`,
  );
  const insert = db.prepare('INSERT INTO passages(rowid, tokens) VALUES (?, ?)');
  db.exec('BEGIN');
  for (const { id, tokens } of passages) insert.run(id + 1, tokens.join(' '));
  db.exec('COMMIT');
  const select = db.prepare('SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY bm25(passages) LIMIT ?');
  return {
    name: 'SQLite FTS5',
    buildSeconds: (performance.now() - started) / 1000,
    search(tokens, limit) {
      const query = tokens.map((token) => `"${token.replaceAll('"', '""')}"`).join(' OR ');
      return query === '' ? [] : select.all(query, limit).map((row) => (row as { rowid: number }).rowid - 1);
    },
    close: () => void db.close(),
  };
}
