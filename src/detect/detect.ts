import { createFailures } from '../failures.ts';
import type { EvidenceContext } from '../model/evidence-context.ts';
import type { Observation } from '../model/observation.ts';
import type { CompiledRunbook } from '../model/runbook.ts';
import type { Hit, Signal } from '../model/signal.ts';
import { type Bucket, readBucket } from './bucket.ts';
import { type Collected, collectRows } from './collector.ts';
import { type CompiledSignal, signalKey } from './compile-signals.ts';
import { compareEnds } from './derive/compare-ends.ts';
import { connectionHistories } from './derive/connection-history.ts';
import { withLevels } from './derive/levels.ts';
import { stateTotals } from './derive/state-totals.ts';
import { trends } from './derive/trend.ts';
import { twoEnds } from './derive/two-ends.ts';
import { evaluateObserved } from './evaluate-observed.ts';
import { evaluateAbsence, evaluateSequence, evaluateTogether } from './evaluate-temporal.ts';

/** The signals of each runbook that hold, by runbook id and signal name. */
type Signals = ReadonlyMap<string, ReadonlyMap<string, Signal>>;

export interface Detected {
  signals: Signals;
  totals: readonly Observation[];
}

/**
 * Turns what was collected into signals: derives what no single row says, then evaluates every rule in event time.
 * What a runbook throws is noted in `failures` and costs that runbook its signals.
 */
export function detect(
  collected: Collected,
  runbooks: readonly CompiledRunbook[],
  compiled: readonly CompiledSignal[],
  failures = createFailures(),
): Detected {
  const all = collected.rows.all();
  const rows = failures.contain('levels of counts', () => withLevels(all)) ?? all;
  const totals = failures.contain('totals of states', () => stateTotals(rows)) ?? [];
  const ends = failures.contain('tables of two ends', () => twoEnds(rows)) ?? [];
  const unmatched = failures.contain('comparison of ends', () => compareEnds(ends)) ?? [];
  const derived = [
    ...unmatched,
    ...(failures.contain('histories of connections', () => connectionHistories(rows, ends, unmatched)) ?? []),
    ...(failures.contain('trends', () => trends(rows)) ?? []),
    ...totals,
  ];
  const rowBuckets = new Map<string, Bucket>();
  collectRows([...rows, ...derived], compiled, rowBuckets, failures);
  // A signal is about records or about rows, never about both.
  const buckets = new Map([...collected.buckets, ...rowBuckets]);
  const signals = new Map(
    runbooks.flatMap((runbook) => {
      const held = failures.contain(`runbook ${runbook.id}`, () =>
        evaluateRunbook(runbook, buckets, collected.context),
      );
      return held ? [[runbook.id, held] as const] : [];
    }),
  );
  return { signals, totals };
}

/** Adds to a hit what its client had told of itself earlier. */
function completed({ observation, fields }: Hit, { clients }: EvidenceContext): Hit {
  const known = typeof fields.client === 'string' ? clients.get(fields.client) : undefined;
  return { observation, fields: { ...known, ...fields } };
}

function evaluateRunbook(
  runbook: CompiledRunbook,
  buckets: ReadonlyMap<string, Bucket>,
  context: EvidenceContext,
): ReadonlyMap<string, Signal> {
  const known = new Map<string, Signal | undefined>();
  const read = memoize((name: string) => {
    const bucket = buckets.get(signalKey(runbook.id, name));
    return bucket && { ...bucket, ...readBucket(bucket, (hit) => completed(hit, context)) };
  });
  const signalOf = (name: string): Signal | undefined => {
    if (known.has(name)) return known.get(name);
    known.set(name, undefined); // a sequence that names itself ends here
    const rule = runbook.signals[name];
    if (!rule) return undefined;
    const signal = evaluate(name, rule);
    known.set(name, signal);
    return signal;
  };
  const evaluate = (name: string, rule: CompiledRunbook['signals'][string]): Signal | undefined => {
    const isDated = context.firstMs !== undefined;
    if ('sequence' in rule) return evaluateSequence(name, rule, signalOf, isDated);
    if ('together' in rule) return evaluateTogether(name, rule, signalOf, isDated);
    if ('absent' in rule) return evaluateAbsence(name, rule, signalOf, context.lastMs);
    return evaluateObserved(name, rule, read(name), {
      talliesOf: (other) => read(other)?.tallies ?? [],
      evidenceFromMs: context.firstMs,
    });
  };
  return new Map(
    Object.keys(runbook.signals).flatMap((name) => {
      const signal = signalOf(name);
      return signal ? [[name, signal] as const] : [];
    }),
  );
}

function memoize<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>();
  return (name) => {
    if (!made.has(name)) made.set(name, make(name));
    return made.get(name) as T;
  };
}
