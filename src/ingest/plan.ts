/** What an ingest has to read, and what it can take over as it is. */
import { sameBytes, type Duplicate } from './duplicates.ts';
import type { SeenFile } from './files.ts';
import type { Source } from './sources.ts';

/** Refusals that may end although the file stays the same: a program was installed, a limit was met by chance. */
const PASSING_REFUSALS = new Set(['ocr-missing', 'too-slow', 'crashed', 'changed-while-reading', 'unreadable']);

export interface Plan {
  readonly read: readonly SeenFile[];
  readonly kept: readonly Source[];
  /** Same bytes as another file, which is read or taken over in their stead. */
  readonly copies: readonly { readonly copy: SeenFile; readonly duplicate: Duplicate }[];
  /** Files of the last ingest that are there no more. */
  readonly removed: readonly string[];
}

/**
 * `known` are the sources of the generation in use, null to read everything; `holds` tells whether that generation has
 * the letter of a file.
 */
export function planIngest(
  seen: readonly SeenFile[],
  known: readonly Source[] | null,
  holds: (letterFile: string) => boolean,
): Plan {
  const copies = sameBytes(
    seen
      .filter(({ sha256 }) => sha256 !== '')
      .map(({ file, sha256, sidecar }) => ({ file, sha256, settled: sidecar !== null })),
  );
  const copied = new Map(copies.map((duplicate) => [duplicate.file, duplicate]));
  const earlier = new Map(known?.map((source) => [source.file, source]));
  const present = new Set(seen.map(({ file }) => file));
  const unchanged = new Set<string>();
  for (const { file, sha256, sidecar } of seen) {
    const source = earlier.get(file);
    if (copied.has(file) || source === undefined || sha256 === '') continue;
    if (source.sha256 !== sha256 || source.sidecar !== sidecar) continue;
    if (source.refused.some(({ code }) => PASSING_REFUSALS.has(code)) || !source.letters.every(holds)) continue;
    unchanged.add(file);
  }
  // A letter left out for another's sake is read again when that other may have changed.
  const ownerOf = new Map<string, string>();
  for (const source of known ?? []) for (const letter of source.letters) ownerOf.set(letter, source.file);
  const isOwnerUnchanged = ({ of }: Duplicate): boolean => unchanged.has(ownerOf.get(of) ?? '');
  const orphans = [...unchanged].filter((file) => !earlier.get(file)!.duplicates.every(isOwnerUnchanged));
  for (const file of orphans) unchanged.delete(file);
  return {
    read: seen.filter(({ file }) => !copied.has(file) && !unchanged.has(file)),
    kept: seen.flatMap(({ file, stamp }) => (unchanged.has(file) ? [{ ...earlier.get(file)!, stamp }] : [])),
    copies: seen.flatMap((copy) => {
      const duplicate = copied.get(copy.file);
      return duplicate === undefined ? [] : [{ copy, duplicate }];
    }),
    removed: [...earlier.keys()].filter((file) => !present.has(file)),
  };
}
