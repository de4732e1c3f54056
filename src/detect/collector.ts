import { group } from 'd3-array';
import { createFailures, type Failures } from '../failures.ts';
import type { EvidenceContext } from '../model/evidence-context.ts';
import type { FieldValue } from '../model/fields.ts';
import type { Observation } from '../model/observation.ts';
import type { Hit } from '../model/signal.ts';
import { rememberLast } from '../remember-last.ts';
import { addHit, noteFirst } from './add-hit.ts';
import { type Bucket, createBucket } from './bucket.ts';
import { type Buckets, createBuckets } from './buckets.ts';
import type { CompiledSignal } from './compile-signals.ts';
import { type Digest, digestOf, joinDigest } from './digest.ts';
import { type KeptRows, keepRows } from './kept-rows.ts';
import type { KnownMatches, Recallable } from './known-matches.ts';
import type { LiteralIndex } from './literal-index.ts';
import { matchRecords, type RecordSignals } from './match-records.ts';
import { weightOf } from './match-text.ts';
import { createEvidenceContext } from './note-context.ts';
import { rejoined } from './rejoined.ts';
import { createTemplateCount, type TemplateCount } from './template-count.ts';

/** Everything detection needs, folded as observations come in, in bounded memory. */
export interface Collected {
  buckets: Buckets;
  rows: KeptRows;
  templates: TemplateCount;
  context: EvidenceContext;
  /** What stands for all that is known of clients: the same objects, the same. */
  contentOfClients: () => readonly object[] | undefined;
}

/** For finding the records of a log that are worth reading: an index over all literals, and those that only sampled signals want. */
export interface Prefilter {
  index: LiteralIndex;
  sampled: ReadonlySet<number>;
}

export interface Collector extends Collected {
  /** A prefilter for one large log; from here on sampled signals do not count as complete. */
  createPrefilter(): Prefilter;
  /**
   * Adds observations. What a signal throws is noted in `failures` and costs that signal the record. `known` gives what texts met that
   * were read before, and takes what others meet.
   */
  add(observations: readonly Observation[], failures?: Failures, known?: KnownMatches): void;
  /** What it holds, as plain data: see digest.ts. It takes no more afterwards. */
  digest(mostHits: number): Digest;
  /** Adds what a digest of later evidence stands for. */
  join(digest: Digest): void;
}

/** Starts an empty collection for the given signals. `earlier` is what texts met in other runs. */
export function createCollector(recordSignals: RecordSignals, earlier?: KnownMatches): Collector {
  const buckets = createBuckets();
  const rows = keepRows();
  const templates = createTemplateCount();
  const { context, note, contentOfClients, ...contextDigests } = createEvidenceContext();
  let sampling = false;
  const parts = { buckets, rows, context: contextDigests };
  return {
    buckets,
    rows,
    templates,
    context,
    contentOfClients,
    add,
    createPrefilter() {
      sampling = true;
      const { index, short, sampled } = recordSignals;
      return { index: index.adaptingCopy(short), sampled };
    },
    digest: (mostHits) => digestOf(parts, mostHits),
    join: (digest) => joinDigest(parts, digest),
  };

  function add(
    observations: readonly Observation[],
    failures = createFailures(),
    known: KnownMatches | undefined = earlier,
  ): void {
    const records = observations.filter(({ kind }) => kind === 'log');
    const read = (some: readonly Observation[]) => matchesOf(some, recordSignals, failures, known);
    const matches = read(records);
    const ofWhole = matchesOfRejoined(records, matches, read);
    for (const record of records) {
      const met = ofWhole.get(record) ?? matches.get(record) ?? [];
      const matched = tellsCause(met) ? met : [...met, ...likelyMatches(recordSignals, record)];
      keepRecord(record, matched, ofWhole.has(record) ? undefined : known?.recallable?.(record));
      if (matched.every(({ signal }) => signal.tells === 'nothing')) templates.add(record);
      note(record);
    }
    addRows(observations, rows, note);
  }

  function keepRecord(record: Observation, matched: readonly Match[], from?: Recallable): void {
    for (const { signal, captures } of matched) {
      const bucket = buckets.open(signal.key);
      keep(bucket, signal, record, captures, alsoMet(signal, matched), from);
      if (sampling && signal.sample) bucket.isSampled = true;
    }
  }
}

/** What a node says of its cluster is noted as its records are. */
function addRows(observations: readonly Observation[], rows: KeptRows, note: (row: Observation) => void) {
  for (const row of observations) {
    if (row.kind !== 'log') rows.add(row);
    if (row.kind === 'cluster') note(row);
  }
}

/** The other signals of its runbook that a record meets. */
function alsoMet(signal: CompiledSignal, matched: readonly Match[]): readonly string[] {
  const isOther = (other: Match) => other.signal !== signal && other.signal.runbook === signal.runbook;
  if (!matched.some(isOther)) return NONE;
  return matched
    .filter(isOther)
    .map((other) => other.signal.name)
    .toSorted();
}

const NONE: readonly string[] = [];

function tellsCause(met: readonly Match[] = []): boolean {
  return met.some(({ signal }) => signal.tells === 'cause');
}

/** A signal that a record meets, with what its pattern captured. */
interface Match {
  signal: CompiledSignal;
  captures: Record<string, FieldValue>;
}

type Matches = ReadonlyMap<Observation, Match[]>;

/** Of records whose lines alone tell nothing, what their lines tell together. */
function matchesOfRejoined(
  records: readonly Observation[],
  matches: Matches,
  read: (copies: readonly Observation[]) => Matches,
): Matches {
  const copies = new Map<Observation, Observation>();
  for (const record of records) {
    const copy = tellsCause(matches.get(record)) ? undefined : rejoined(record);
    if (copy) copies.set(copy, record);
  }
  const met = [...read([...copies.keys()])].map(([copy, found]): [Observation, Match[]] => [
    copies.get(copy) ?? copy,
    found,
  ]);
  return new Map(met.filter(([record, found]) => weightOf(found) > weightOf(matches.get(record))));
}

function matchesOf(
  records: readonly Observation[],
  recordSignals: RecordSignals,
  failures: Failures,
  known: KnownMatches | undefined,
): Matches {
  const matches = new Map<Observation, Match[]>();
  const onMatch = (signal: CompiledSignal, observation: Observation, captures: Match['captures']) => {
    const others = matches.get(observation);
    if (others) others.push({ signal, captures });
    else matches.set(observation, [{ signal, captures }]);
  };
  matchRecords(records, recordSignals, failures, onMatch, known);
  return matches;
}

/** What a record reads like that meets no pattern, or only such as speak for nothing. */
function likelyMatches({ likely }: RecordSignals, record: Observation): Match[] {
  return likely(record).map((signal) => ({ signal, captures: {} }));
}

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
    for (const signal of accepting) keep(bucketOf(buckets, signal.key), signal, row, NO_CAPTURES, NONE);
  }
}

/** The same for as long as the runbooks are. */
const signalsByKind = rememberLast<
  readonly CompiledSignal[],
  ReadonlyMap<CompiledSignal['on'], readonly CompiledSignal[]>
>();

const NO_CAPTURES = {};

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

function keep(
  bucket: Bucket,
  signal: CompiledSignal,
  observation: Observation,
  captures: Record<string, FieldValue>,
  alsoMeets: readonly string[],
  from?: Recallable,
): void {
  const hit = hitOf(observation, captures);
  if (from) addHit(bucket, hit, { per: signal.per, alsoMeets }, () => recalledHit(from, signal), from);
  else addHit(bucket, hit, { per: signal.per, alsoMeets });
  if (signal.firstOf !== undefined) noteFirst(bucket, hit, signal.firstOf);
}

function recalledHit(from: Recallable, signal: CompiledSignal): Hit {
  const { observation, matches } = from.recall();
  return hitOf(observation, matches.find((match) => match.signal === signal)?.captures ?? NO_CAPTURES);
}

function hitOf(observation: Observation, captures: Record<string, FieldValue>): Hit {
  const { fields } = observation;
  return { observation, fields: addsTo(fields, captures) ? { ...fields, ...captures } : fields };
}

/** Most patterns capture what was read of the record anyway. */
function addsTo(fields: Observation['fields'], captures: Record<string, FieldValue>): boolean {
  for (const name in captures) if (captures[name] !== fields[name]) return true;
  return false;
}
