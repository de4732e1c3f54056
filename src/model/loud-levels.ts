import type { Report } from './diagnosis.ts';

/** Levels at which a program says that something failed (`src/observe/level.ts`). */
const LOUD: ReadonlySet<string> = new Set(['error', 'critical']);

/** How many of the log records that were read say that something failed. */
export function loudRecords(levels: Report['levels']): number {
  return Object.entries(levels).reduce((sum, [level, count]) => (LOUD.has(level) ? sum + count : sum), 0);
}
