import type { Failures } from '../failures.ts';
import { sourceOf } from '../model/evidence-source.ts';
import type { FieldValue } from '../model/fields.ts';
import type { Observation } from '../model/observation.ts';
import type { Hit } from '../model/signal.ts';
import { aboutHit, type CountedHit, countHit, noteFirst } from './add-hit.ts';
import { type AlikeRecords, createAlikeRecords, type Met, withOthers } from './alike-records.ts';
import type { KeptHit } from './bucket.ts';
import type { Buckets } from './buckets.ts';
import type { CompiledSignal } from './compile-signals.ts';
import type { KnownMatches, Recallable, TextMatches } from './known-matches.ts';
import { matchRecords, type RecordSignals } from './match-records.ts';
import { weightOf } from './match-text.ts';
import type { Noted, NotedContext } from './note-context.ts';
import { rejoined } from './rejoined.ts';
import type { TemplateCount } from './template-count.ts';

/** Where records are counted. */
interface Counts {
  buckets: Buckets;
  templates: TemplateCount;
  note: NotedContext['note'];
  /** Whether not every record is looked at for signals that want a sample. */
  isSampling: () => boolean;
}

/** Counts log records under the signals that they meet. What a signal throws is noted in `failures` and costs it the record. */
type CollectRecords = (
  records: readonly Observation[],
  failures: Failures,
  known: KnownMatches | undefined,
) => void;

/** Makes what counts records; of those that are alike it reads the first ones. */
export function createRecordCollector(recordSignals: RecordSignals, counts: Counts): CollectRecords {
  const alike = createAlikeRecords(recordSignals.byFields);
  const keep = createKeep(counts);
  return (records, failures, known) => {
    const given = records.map((one) => taken(one, known, alike));
    const inFull = given.flatMap((one) => ('record' in one ? [one.record] : []));
    const texts = withRecalled(known, given);
    const read = (some: readonly Observation[]) => matchesOf(some, recordSignals, failures, texts);
    const matches = read(inFull);
    const ofWhole = matchesOfRejoined(inFull, matches, read);
    for (const one of given) {
      if (!('record' in one)) {
        const noted = notedOf(one);
        const hit = { observation: one.from, fields: one.fields, source: sourceOf(noted) };
        keep(one.met, [hit], recall);
        counts.note(noted);
        continue;
      }
      const { record } = one;
      const whole = ofWhole.get(record);
      const from = whole ? undefined : one.from;
      const met = whole ?? matches.get(record) ?? [];
      const matched = tellsCause(met) ? met : [...met, ...likelyMatches(recordSignals, record)];
      keepRecord(record, matched, from, keep);
      if (from) alike.learn(from, record, matched.map(signalOf));
      if (matched.every(({ signal }) => signal.tells === 'nothing')) counts.templates.add(record);
      counts.note(record);
    }
  };
}

function notedOf({ from: { kind, form, role, at, atMs, stream }, fields }: AlikeRecord): Noted {
  return {
    kind,
    at,
    fields,
    ...(form === undefined ? {} : { form }),
    ...(role === undefined ? {} : { role }),
    ...(atMs === undefined ? {} : { atMs }),
    ...(stream === undefined ? {} : { stream }),
  };
}

function taken(record: Observation, known: KnownMatches | undefined, alike: AlikeRecords): Taken {
  const from = known?.recallable?.(record);
  if (!from) return { record };
  const counted = alike.count(from);
  if (counted) return { from, ...counted };
  const { observation, matches } = from.read();
  return { record: observation, from, matches };
}

/** Counts the hits of a record, one for all that it meets or one for each, and keeps them or what recalls them. */
type Keep = (mets: readonly Met[], hits: readonly [CountedHit, ...CountedHit[]], kept: KeptHit) => void;

function createKeep({ buckets, isSampling }: Counts): Keep {
  return (mets, hits, kept) => {
    const hitAt = (at: number) => hits[at] ?? hits[0];
    const aboutOf =
      hits.length > 1 ? (at: number) => aboutHit(hitAt(at), mets[at]?.signal.per ?? []) : undefined;
    for (const { at, bucket } of buckets.openAll(mets, aboutOf)) {
      const { signal, alsoMeets } = mets[at] as Met;
      const hit = hitAt(at);
      countHit(bucket, hit, { per: signal.per, alsoMeets }, kept);
      if (signal.firstOf !== undefined) noteFirst(bucket, hit, signal.firstOf);
      if (isSampling() && signal.sample) bucket.isSampled = true;
    }
  };
}

function keepRecord(
  record: Observation,
  matched: readonly Match[],
  from: Recallable | undefined,
  keep: Keep,
): void {
  const source = sourceOf(record);
  const [first, ...others] = matched.map(({ captures }) => hitOf(record, captures));
  if (!first) return;
  const isOneForAll = [first, ...others].every(({ fields }) => fields === record.fields);
  const counted = ({ fields }: Hit): CountedHit => ({ observation: from ?? record, fields, source });
  const hits: Parameters<Keep>[1] = isOneForAll
    ? [counted(first)]
    : [counted(first), ...others.map((hit) => counted(hit))];
  const ofOthers = isOneForAll ? first : keptOf(matched, [first, ...others]);
  keep(withOthers(matched.map(signalOf)), hits, from ? recall : ofOthers);
}

/** The hits of one record, each for its signal. */
function keptOf(matched: readonly Match[], hits: readonly Hit[]): KeptHit {
  const byKey = new Map(matched.map(({ signal }, i) => [signal.key, hits[i] as Hit]));
  return (_, key) => byKey.get(key) as Hit;
}

function signalOf({ signal }: Match): CompiledSignal {
  return signal;
}

/** A record that counts as those do that it is like. */
interface AlikeRecord {
  from: Recallable;
  fields: Hit['fields'];
  met: readonly Met[];
}

/** Any other, with what its text meets where that is known. */
type Taken = AlikeRecord | { record: Observation; from?: Recallable; matches?: TextMatches };

function withRecalled(known: KnownMatches | undefined, given: readonly Taken[]): KnownMatches | undefined {
  const recalled = new Map<string, TextMatches>();
  for (const one of given) if ('record' in one && one.matches) recalled.set(one.record.text, one.matches);
  if (!known || recalled.size === 0) return known;
  return {
    get: (text) => recalled.get(text) ?? known.get(text),
    set: (text, matches) => known.set(text, matches),
  };
}

const NO_CAPTURES = {};

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

/** Reads the hit of a signal again. */
function recall(record: Pick<Observation, 'at' | 'atMs'>, key: string): Hit {
  const again = (record as Recallable).recall();
  const { observation, matches } = again;
  const captures = matches.find(({ signal }) => signal.key === key)?.captures ?? NO_CAPTURES;
  if (addsTo(observation.fields, captures)) return hitOf(observation, captures);
  // What is made of a hit later is made once for all signals.
  return (again.hit ??= hitOf(observation, NO_CAPTURES));
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
