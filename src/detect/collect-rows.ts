import { group } from 'd3-array';
import type { Failures } from '../failures.ts';
import type { Observation } from '../model/observation.ts';
import { rememberLast } from '../remember-last.ts';
import { addHit, noteFirst } from './add-hit.ts';
import { type Bucket, createBucket } from './bucket.ts';
import type { CompiledSignal } from './compile-signals.ts';

/** Collects rows (and what was derived from them) under the signals of their kind that accept them. */
export function collectRows(
  rows: readonly Observation[],
  signals: readonly CompiledSignal[],
  buckets: Map<string, Bucket>,
  failures: Failures,
): void {
  const byKind = signalsByKind.get(signals, [], () => group(signals, ({ on }) => on));
  const accepted = acceptedOf(signals);
  const broken = new Set<CompiledSignal>();
  for (const row of rows) {
    const known = accepted.get(row.fields);
    const accepting =
      known ?? (byKind.get(row.kind) ?? []).filter((signal) => tries(signal, row, broken, failures));
    if (!known && broken.size === 0) accepted.set(row.fields, accepting);
    for (const signal of accepting) {
      const bucket = bucketOf(buckets, signal.key);
      const hit = { observation: row, fields: row.fields };
      addHit(bucket, hit, { per: signal.per, alsoMeets: [] });
      if (signal.firstOf !== undefined) noteFirst(bucket, hit, signal.firstOf);
    }
  }
}

/** The same for as long as the runbooks are. */
const signalsByKind = rememberLast<
  readonly CompiledSignal[],
  ReadonlyMap<CompiledSignal['on'], readonly CompiledSignal[]>
>();

/** By the fields of rows, which signals accept them: rows of snapshots that are kept come again with each triage, with another level. */
const acceptedBy = new WeakMap<
  readonly CompiledSignal[],
  WeakMap<Observation['fields'], readonly CompiledSignal[]>
>();

function acceptedOf(
  signals: readonly CompiledSignal[],
): WeakMap<Observation['fields'], readonly CompiledSignal[]> {
  const known = acceptedBy.get(signals) ?? new WeakMap<Observation['fields'], readonly CompiledSignal[]>();
  acceptedBy.set(signals, known);
  return known;
}

/** A signal that throws is tried no more. */
function tries(
  signal: CompiledSignal,
  row: Observation,
  broken: Set<CompiledSignal>,
  failures: Failures,
): boolean {
  if (broken.has(signal)) return false;
  const accepts = failures.contain(`signal ${signal.key}`, () => signal.accepts(row));
  if (accepts === undefined) broken.add(signal);
  return accepts ?? false;
}

function bucketOf(buckets: Map<string, Bucket>, key: string): Bucket {
  let bucket = buckets.get(key);
  if (!bucket) buckets.set(key, (bucket = createBucket()));
  return bucket;
}
