import type { CompiledSignal } from './compile-signals.ts';
import { createLiteralIndex } from './literal-index.ts';
import type { Candidate, RecordSignals } from './match-records.ts';

/** Indexes the log signals by the literals of their patterns. Nothing in it changes in use, so any number of runs may share it. */
export function indexRecordSignals(signals: readonly CompiledSignal[]): RecordSignals {
  const ids = new Map<string, number>();
  const byLiteral: Candidate[][] = [];
  const always: Candidate[] = [];
  let order = 0;
  for (const signal of signals) {
    if (signal.on !== 'log') continue;
    if (signal.patterns.length === 0) always.push({ signal, texts: [], match: () => ({}), order: order++ });
    for (const { texts, literals, match } of signal.patterns) {
      const candidate = { signal, texts, match, order: order++ };
      if (literals.length === 0) always.push(candidate);
      for (const literal of literals) {
        let id = ids.get(literal);
        if (id === undefined) {
          ids.set(literal, (id = byLiteral.length));
          byLiteral.push([]);
        }
        byLiteral[id]?.push(candidate);
      }
    }
  }
  const literals = [...ids.keys()];
  const sampled = new Set(
    byLiteral.flatMap((wanting, id) => (wanting.every(({ signal }) => signal.sample) ? [id] : [])),
  );
  // The index does not adapt: in records that were selected by their literals, frequent bytes say nothing about the log.
  return { index: createLiteralIndex(literals, { adapt: false }), literals, byLiteral, sampled, always };
}
