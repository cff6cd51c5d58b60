/** Markers of a block, and the same block with other numbers. */
import type { Block } from '../../model.ts';

export function markersOf(block: Block): readonly number[] {
  switch (block.kind) {
    case 'lead':
      return block.markers;
    case 'card':
      return block.rows.flatMap((r) => r.markers);
    case 'quotes':
      return block.lines.flatMap((l) => l.markers);
    case 'list':
      return block.items.flatMap((l) => l.markers);
    case 'table':
      return block.rows.flatMap((r) => r.flatMap((l) => l.markers));
    default:
      return [];
  }
}

export function renumber(block: Block, to: (marker: number) => number): Block {
  const line = <T extends { readonly markers: readonly number[] }>(l: T): T => ({ ...l, markers: l.markers.map(to) });
  switch (block.kind) {
    case 'lead':
      return line(block);
    case 'card':
      return { ...block, rows: block.rows.map(line) };
    case 'quotes':
      return { ...block, lines: block.lines.map(line) };
    case 'list':
      return { ...block, items: block.items.map(line) };
    case 'table':
      return { ...block, rows: block.rows.map((r) => r.map(line)) };
    default:
      return block;
  }
}
