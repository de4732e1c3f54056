import type { Observation } from '../../../../src/model/observation.ts';
import type { Line } from '../../../../src/observe/line.ts';
import { TABLE_READERS } from '../../../../src/observe/reader-order.ts';

export interface Blocks {
  observations: Observation[];
  formats: string[];
  unread: number;
  leftOver: string[];
}

/** Reads a text the way triage does: each line is offered to every reader in turn. */
export function readBlocks(text: string): Blocks {
  const lines: Line[] = text
    .replace(/^\n/, '')
    .split('\n')
    .map((line, at) => ({ number: at + 1, text: line, verbatim: line }));
  let snapshots = 0;
  const context = { input: 'paste.txt', nextSnapshot: () => `s${++snapshots}` };
  const blocks: Blocks = { observations: [], formats: [], unread: 0, leftOver: [] };
  for (let at = 0; at < lines.length; ) {
    let next = at;
    for (const reader of TABLE_READERS) {
      const block = reader.read(lines, at, context);
      if (block === undefined) continue;
      blocks.observations.push(...block.observations);
      blocks.formats.push(reader.format);
      blocks.unread += block.unread;
      next = block.next;
      break;
    }
    if (next === at) {
      if (lines[at]?.text.trim() !== '') blocks.leftOver.push(lines[at]?.text ?? '');
      next = at + 1;
    }
    at = next;
  }
  return blocks;
}

/** The chosen fields of each observation, joined, so that a table of expectations stays readable. */
export function fieldsOf(blocks: Blocks, ...names: string[]): string[] {
  return blocks.observations.map(({ fields }) => names.map((name) => String(fields[name] ?? '-')).join(' '));
}
