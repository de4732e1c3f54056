import { lazily } from '../lazily.ts';
import { type PackedTable, packTexts, textOf } from '../model/packed-table.ts';
import type { CompiledPattern, CompiledRunbook } from '../model/runbook.ts';

/** Compiled runbooks, each with the places of its signals' patterns instead of the patterns, which make up three quarters of it. */
export interface PackedRunbooks {
  runbooks: readonly (Omit<CompiledRunbook, 'patterns'> & { patterns: Readonly<Record<string, number>> })[];
  /** The patterns of each place, as JSON. */
  patterns: PackedTable;
}

/** Packs runbooks, so that the patterns of a signal are read only where they are asked for. */
export function packPatterns(runbooks: readonly CompiledRunbook[]): PackedRunbooks {
  const texts: string[] = [];
  const packed = runbooks.map((runbook) => {
    const places = Object.entries(runbook.patterns).map(([name, patterns]): [string, number] => [
      name,
      texts.push(JSON.stringify(patterns)) - 1,
    ]);
    return { ...runbook, patterns: Object.fromEntries(places) };
  });
  return { runbooks: packed, patterns: packTexts(texts) };
}

/** Reads packed runbooks. */
export function unpackPatterns({ runbooks, patterns }: PackedRunbooks): CompiledRunbook[] {
  const read = (at: number) => JSON.parse(textOf(patterns, at)) as CompiledPattern[];
  return runbooks.map((runbook) => ({ ...runbook, patterns: readLazily(runbook.patterns, read) }));
}

function readLazily(
  places: Readonly<Record<string, number>>,
  read: (at: number) => CompiledPattern[],
): CompiledRunbook['patterns'] {
  const properties = Object.entries(places).map(([name, at]): [string, PropertyDescriptor] => [
    name,
    { enumerable: true, get: lazily(() => read(at)) },
  ]);
  return Object.defineProperties({}, Object.fromEntries(properties)) as CompiledRunbook['patterns'];
}
