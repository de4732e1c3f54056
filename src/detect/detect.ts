import { createFailures } from '../failures.ts';
import type { EvidenceContext } from '../model/evidence-context.ts';
import type { Observation } from '../model/observation.ts';
import type { CompiledRunbook } from '../model/runbook.ts';
import type { Signal } from '../model/signal.ts';
import type { Bucket } from './bucket.ts';
import { type Collected, collectRows } from './collector.ts';
import { type CompiledSignal, signalKey } from './compile-signals.ts';
import { compareEnds } from './derive/compare-ends.ts';
import { withLevels } from './derive/levels.ts';
import { stateTotals } from './derive/state-totals.ts';
import { trends } from './derive/trend.ts';
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
  const derived = [
    ...(failures.contain('comparison of ends', () => compareEnds(rows)) ?? []),
    ...(failures.contain('trends', () => trends(rows)) ?? []),
    ...totals,
  ];
  const buckets = new Map(
    [...collected.buckets].map(([key, bucket]) => [key, completed(bucket, collected.context)]),
  );
  collectRows([...rows, ...derived], compiled, buckets, failures);
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

/** Adds to each hit what its client had told of itself earlier. */
function completed(bucket: Bucket, { clients }: EvidenceContext): Bucket {
  const hits = bucket.hits.map(({ observation, fields }) => {
    const known = typeof fields.client === 'string' ? clients.get(fields.client) : undefined;
    return known ? { observation, fields: { ...known, ...fields } } : { observation, fields };
  });
  return { ...bucket, hits };
}

function evaluateRunbook(
  runbook: CompiledRunbook,
  buckets: ReadonlyMap<string, Bucket>,
  { firstMs: evidenceFromMs, lastMs }: EvidenceContext,
): ReadonlyMap<string, Signal> {
  const known = new Map<string, Signal | undefined>();
  const totalOf = (name: string) => buckets.get(signalKey(runbook.id, name))?.total ?? 0;
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
    if ('sequence' in rule) return evaluateSequence(name, rule, signalOf);
    if ('together' in rule) return evaluateTogether(name, rule, signalOf);
    if ('absent' in rule) return evaluateAbsence(name, rule, signalOf, lastMs);
    return evaluateObserved(name, rule, buckets.get(signalKey(runbook.id, name)), {
      totalOf,
      evidenceFromMs,
    });
  };
  return new Map(
    Object.keys(runbook.signals).flatMap((name) => {
      const signal = signalOf(name);
      return signal ? [[name, signal] as const] : [];
    }),
  );
}
