import { createFailures, type Failures } from '../failures.ts';
import type { EvidenceContext } from '../model/evidence-context.ts';
import type { FieldValue } from '../model/fields.ts';
import type { Observation } from '../model/observation.ts';
import { addHit, noteFirst } from './add-hit.ts';
import { type Bucket, createBucket } from './bucket.ts';
import type { CompiledSignal } from './compile-signals.ts';
import { type Digest, digestOf, joinDigest } from './digest.ts';
import { type KeptRows, keepRows } from './kept-rows.ts';
import { createLiteralIndex, type LiteralIndex } from './literal-index.ts';
import { matchRecords, type RecordSignals } from './match-records.ts';
import { createEvidenceContext } from './note-context.ts';
import { createTemplateCount, type TemplateCount } from './template-count.ts';

/** Everything detection needs, folded as observations come in, in bounded memory. */
export interface Collected {
  buckets: ReadonlyMap<string, Bucket>;
  rows: KeptRows;
  templates: TemplateCount;
  context: EvidenceContext;
}

/** For finding the records of a log that are worth reading: an index over all literals, and those that only sampled signals want. */
export interface Prefilter {
  index: LiteralIndex;
  sampled: ReadonlySet<number>;
}

export interface Collector extends Collected {
  /** A prefilter for one large log; from here on sampled signals do not count as complete. */
  createPrefilter(): Prefilter;
  /** Adds observations. What a signal throws is noted in `failures` and costs that signal the record. */
  add(observations: readonly Observation[], failures?: Failures): void;
  /** What it holds, as plain data: see digest.ts. It takes no more afterwards. */
  digest(mostHits: number): Digest;
  /** Adds what a digest of later evidence stands for. */
  join(digest: Digest): void;
}

/** Starts an empty collection for the given signals. */
export function createCollector(recordSignals: RecordSignals): Collector {
  const buckets = new Map<string, Bucket>();
  const rows = keepRows();
  const templates = createTemplateCount();
  const { context, note, ...contextDigests } = createEvidenceContext();
  let sampling = false;
  const parts = { buckets, rows, context: contextDigests };
  return {
    buckets,
    rows,
    templates,
    context,
    add,
    createPrefilter,
    digest: (mostHits) => digestOf(parts, mostHits),
    join: (digest) => joinDigest(parts, digest),
  };

  function createPrefilter() {
    sampling = true;
    return { index: createLiteralIndex(recordSignals.literals), sampled: recordSignals.sampled };
  }

  function add(observations: readonly Observation[], failures = createFailures()): void {
    const records = observations.filter(({ kind }) => kind === 'log');
    const matches = new Map<Observation, Match[]>();
    matchRecords(records, recordSignals, failures, (signal, observation, captures) => {
      const known = matches.get(observation);
      if (known) known.push({ signal, captures });
      else matches.set(observation, [{ signal, captures }]);
    });
    for (const record of records) {
      const matched = matches.get(record) ?? likelyMatches(recordSignals, record);
      if (matched.length > 0) keepRecord(record, matched);
      else templates.add(record);
      note(record);
    }
    for (const row of observations) if (row.kind !== 'log') rows.add(row);
  }

  function keepRecord(record: Observation, matched: readonly Match[]): void {
    for (const { signal, captures } of matched) {
      const others = matched.filter((other) => other.signal !== signal && sameRunbook(other.signal, signal));
      const alsoMeets = others.map((other) => other.signal.name).toSorted();
      const bucket = keep(buckets, signal, record, captures, alsoMeets);
      if (sampling && signal.sample) bucket.isSampled = true;
    }
  }
}

/** A signal that a record meets, with what its pattern captured. */
interface Match {
  signal: CompiledSignal;
  captures: Record<string, FieldValue>;
}

/** What a record reads like that meets no pattern. */
function likelyMatches({ likely }: RecordSignals, record: Observation): Match[] {
  return likely(record).map((signal) => ({ signal, captures: {} }));
}

function sameRunbook(a: CompiledSignal, b: CompiledSignal): boolean {
  return a.runbook === b.runbook;
}

/** Tries rows (and what was derived from them) against the signals of their kind. */
export function collectRows(
  rows: readonly Observation[],
  signals: readonly CompiledSignal[],
  buckets: Map<string, Bucket>,
  failures: Failures,
): void {
  for (const signal of signals) {
    if (signal.on === 'log') continue;
    failures.contain(`signal ${signal.key}`, () => {
      for (const row of rows)
        if (row.kind === signal.on && signal.accepts(row)) keep(buckets, signal, row, {}, []);
    });
  }
}

function keep(
  buckets: Map<string, Bucket>,
  { key, per, firstOf }: CompiledSignal,
  observation: Observation,
  captures: Record<string, FieldValue>,
  alsoMeets: readonly string[],
): Bucket {
  let bucket = buckets.get(key);
  if (!bucket) buckets.set(key, (bucket = createBucket()));
  const hit = { observation, fields: { ...observation.fields, ...captures } };
  addHit(bucket, hit, { per, alsoMeets });
  if (firstOf !== undefined) noteFirst(bucket, hit, firstOf);
  return bucket;
}
