import { createFailures, type Failures } from '../failures.ts';
import type { EvidenceContext } from '../model/evidence-context.ts';
import type { FieldValue } from '../model/fields.ts';
import type { Observation } from '../model/observation.ts';
import type { Bucket } from './bucket.ts';
import type { CompiledSignal } from './compile-signals.ts';
import { createLiteralIndex, type LiteralIndex } from './literal-index.ts';
import { matchRecords, type RecordSignals } from './match-records.ts';
import { createEvidenceContext } from './note-context.ts';
import { createTemplateCount, type TemplateCount } from './template-count.ts';

/** Hits of one signal kept whole; further ones are counted and timed, then dropped. */
const MOST_HITS = 2_000;

/** Two weeks: the minutes of dropped hits beyond this are not kept. */
const MOST_MINUTES = 20_160;

const MINUTE_MS = 60_000;

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
}

/** Starts an empty collection for the given signals. */
export function createCollector(recordSignals: RecordSignals): Collector {
  const buckets = new Map<string, Bucket>();
  const rows = keepRows();
  const templates = createTemplateCount();
  const { context, note } = createEvidenceContext();
  let sampling = false;
  return { buckets, rows, templates, context, add, createPrefilter };

  function createPrefilter() {
    sampling = true;
    return { index: createLiteralIndex(recordSignals.literals), sampled: recordSignals.sampled };
  }

  function add(observations: readonly Observation[], failures = createFailures()): void {
    const records = observations.filter(({ kind }) => kind === 'log');
    const matched = new Set<Observation>();
    matchRecords(records, recordSignals, failures, (signal, observation, captures) => {
      matched.add(observation);
      const bucket = keep(buckets, signal.key, observation, captures);
      if (sampling && signal.sample) bucket.sampled = true;
    });
    for (const record of records) {
      if (!matched.has(record)) templates.add(record);
      note(record);
    }
    for (const row of observations) if (row.kind !== 'log') rows.add(row);
  }
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
        if (row.kind === signal.on && signal.accepts(row)) keep(buckets, signal.key, row, {});
    });
  }
}

function keep(
  buckets: Map<string, Bucket>,
  key: string,
  observation: Observation,
  captures: Record<string, FieldValue>,
): Bucket {
  let bucket = buckets.get(key);
  if (!bucket) buckets.set(key, (bucket = { total: 0, hits: [] }));
  bucket.total++;
  if (bucket.hits.length < MOST_HITS)
    bucket.hits.push({ observation, fields: { ...observation.fields, ...captures } });
  else countDropped(bucket, observation.atMs);
  const { atMs } = observation;
  if (atMs === undefined) return bucket;
  bucket.firstMs = Math.min(bucket.firstMs ?? atMs, atMs);
  bucket.lastMs = Math.max(bucket.lastMs ?? atMs, atMs);
  return bucket;
}

function countDropped(bucket: Bucket, atMs: number | undefined): void {
  if (atMs === undefined) return;
  bucket.perMinute ??= new Map();
  const minute = Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
  if (bucket.perMinute.size < MOST_MINUTES || bucket.perMinute.has(minute))
    bucket.perMinute.set(minute, (bucket.perMinute.get(minute) ?? 0) + 1);
  else bucket.sampled = true;
}

/** Rows kept whole. A table of a million sockets is compared by its first ones, and counted to its end. */
const MOST_ROWS = 20_000;

/** Observations that are not log records, in bounded memory. */
interface KeptRows {
  add(row: Observation): void;
  /** The rows kept; when some were dropped, also a count by state of all rows that came. */
  all(): readonly Observation[];
}

/** Starts with no rows. */
function keepRows(): KeptRows {
  const rows: Observation[] = [];
  const counts = new Map<string, { first: Observation; count: number }>();
  let dropped = false;
  return {
    add(row) {
      if (rows.length < MOST_ROWS) rows.push(row);
      else dropped = true;
      if (row.kind !== 'connection' || row.fields.state === undefined) return;
      const key = `${row.at.input} ${row.fields.state}`;
      const counted = counts.get(key);
      if (counted) counted.count++;
      else counts.set(key, { first: row, count: 1 });
    },
    all: () =>
      dropped ? [...rows, ...[...counts.values()].map(({ first, count }) => stateCount(first, count))] : rows,
  };
}

function stateCount({ at, role, text, verbatim, fields }: Observation, count: number): Observation {
  const counted = { snapshot: `${at.input}#all`, state: fields.state ?? '', count, source: 'rows' };
  return { kind: 'state-count', at, ...(role ? { role } : {}), text, verbatim, fields: counted };
}
