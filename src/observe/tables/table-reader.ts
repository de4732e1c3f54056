import type { FieldValue, ObservationKind } from '../../model/fields.ts';
import type { Observation } from '../../model/observation.ts';
import type { BlockRead, BlockReader, ReadContext } from '../block-reader.ts';
import type { Line } from '../line.ts';
import { type Preamble, preambleAt } from './preamble.ts';

/** The lines of the input, and what stands above the table. */
export interface Table {
  lines: readonly Line[];
  context: ReadContext;
  preamble: Preamble;
}

/** Fields as a reader fills them in: undefined ones are left out. */
export type Drafted = Record<string, FieldValue | undefined>;

/** Reads the body of a table from `from`, or returns undefined at once if it is not of this format. */
export type ReadBody = (table: Table, from: number) => BlockRead | undefined;

/**
 * Makes a block reader from a body reader: the date and the command line above the table belong to the block.
 * A table never begins on a line that starts with a date as log records do, unless `datedLines` is set.
 */
export function tableReader(format: string, readBody: ReadBody, datedLines = false): BlockReader {
  return {
    format,
    read(lines, from, context) {
      const preamble = preambleAt(lines, from);
      if (preamble.next >= lines.length || (preamble.dated && !datedLines)) return undefined;
      return readBody({ lines, context, preamble }, preamble.next);
    },
  };
}

/** A block without an observation is declined, unless it is as long as this. */
const LONG_LINES = 100;

/**
 * The block that was read from line `from` on; undefined when it has no observation and is short, so that other readers may take
 * its lines. Offered again from each of its lines, a long one would take time in the square of their number.
 */
export function claimed(block: BlockRead, from: number): BlockRead | undefined {
  return block.observations.length === 0 && block.next - from < LONG_LINES ? undefined : block;
}

function present(drafted: Drafted): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(drafted)) {
    if (value === undefined || value === '' || Number.isNaN(value)) continue;
    fields[name] = value;
  }
  return fields;
}

/** Builds the observation of lines `first` to `last` (indexes, inclusive). Its time is the table's, else the line's own. */
export function observeLines(
  table: Table,
  kind: ObservationKind,
  first: number,
  last: number,
  drafted: Drafted,
): Observation {
  const taken = table.lines.slice(first, last + 1);
  const atMs = table.preamble.atMs ?? taken[0]?.atMs;
  const { role, input } = table.context;
  return {
    kind,
    at: { input, line: taken[0]?.number ?? 0, endLine: taken.at(-1)?.number ?? 0 },
    ...(role === undefined ? {} : { role }),
    ...(atMs === undefined ? {} : { atMs }),
    text: taken.map((line) => line.text.trim()).join('\n'),
    verbatim: taken.map((line) => line.verbatim).join('\n'),
    fields: present(drafted),
  };
}
