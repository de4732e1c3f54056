import type { Failures } from '../failures.ts';
import { lazily } from '../lazily.ts';
import type { FieldValue } from '../model/fields.ts';
import type { Observation } from '../model/observation.ts';
import type { CompiledSignal } from './compile-signals.ts';
import type { Continuations } from './continuations.ts';
import { createFindCandidates, type FindCandidates } from './find-candidates.ts';
import type { KnownMatches } from './known-matches.ts';
import { likelySignals } from './likely-signals.ts';
import { type LiteralIndex, openLiteralIndex } from './literal-index.ts';
import { matchAny, NOTHING } from './match-text.ts';
import { indexPatterns, type PatternIndex } from './pattern-index.ts';
import type { ReadsLike } from './reads-like.ts';
import { createTriedOnFields, type TriedOnFields } from './tried-on-fields.ts';

/**
 * Makes the log signals ready to match. `patterns` is their index, where it is made already. Nothing in it changes in use, so any number
 * of runs may share it.
 */
export function indexRecordSignals(
  signals: readonly CompiledSignal[],
  { readsLike, continuations = () => ({ texts: [], isSure: false }) }: BeyondPatterns = {},
  patterns: PatternIndex = indexPatterns(signals),
): RecordSignals {
  const index = openLiteralIndex(patterns.literals);
  const byFields = signals.filter((signal) => signal.on === 'log' && signal.byFields);
  return {
    index,
    short: [...patterns.short],
    sampled: new Set(patterns.sampled),
    byFields,
    triedOnFields: createTriedOnFields(byFields),
    findCandidates: createFindCandidates(signals, patterns, index),
    countedAlone: lazily(() => new Set(signals.filter((one) => one.isCountedAlone()).map(({ key }) => key))),
    likely: likelySignals(signals, readsLike),
    continuations,
  };
}

/** What is known of records beside the patterns of signals. */
export interface BeyondPatterns {
  readsLike?: ReadsLike;
  continuations?: Continuations;
}

type OnMatch = (
  signal: CompiledSignal,
  observation: Observation,
  captures: Record<string, FieldValue>,
) => void;

/** The patterns of the log signals by the literals that make them worth trying. */
export interface RecordSignals {
  index: LiteralIndex;
  /** Literals too short to be found quickly, which are not looked for in large logs. */
  short: readonly number[];
  /** Literals that only sampled signals want. */
  sampled: ReadonlySet<number>;
  /** Signals that fields alone decide, and which of them are tried on a record. */
  byFields: readonly CompiledSignal[];
  triedOnFields: TriedOnFields;
  findCandidates: FindCandidates;
  /** The keys of signals of which counts say as much as whole hits. */
  countedAlone: () => ReadonlySet<string>;
  /** The signals that a record which meets no pattern reads like. */
  likely: (record: Observation) => readonly CompiledSignal[];
  /** What a record may have said before its end was cut off. */
  continuations: Continuations;
}

/**
 * Tries each log record against the patterns whose literals occur in it, and tells of every signal that matches.
 * Texts of `known` matches are not read again.
 */
export function matchRecords(
  records: readonly Observation[],
  signals: RecordSignals,
  failures: Failures,
  onMatch: OnMatch,
  known?: KnownMatches,
): void {
  // What is known of a text holds where its end is no edge.
  const matches = records.map(({ text, isAtEdge }) => (isAtEdge ? undefined : known?.get(text)));
  const fresh = records.flatMap(({ text, isAtEdge }, i) =>
    matches[i] ? [] : [{ text, whole: signals.continuations(text, isAtEdge) }],
  );
  const texts = fresh.flatMap(({ text, whole }) => [text, ...whole.texts]);
  const candidates = signals.findCandidates(texts);
  let [next, nextText] = [0, 0];
  records.forEach((record, i) => {
    const contain = <T>(signal: CompiledSignal, task: () => T) => {
      try {
        return task();
      } catch (thrown) {
        failures.note(`signal ${signal.key}`, thrown, record.at.line);
        return undefined;
      }
    };
    const before = failures.count();
    const found =
      matches[i] ?? matchAny(fresh[next++] ?? NOTHING, () => candidates[nextText++] ?? [], contain);
    if (!matches[i] && !record.isAtEdge && failures.count() === before) known?.set(record.text, found);
    for (const one of found)
      contain(one.signal, () => {
        if (!one.signal.acceptsFields(record)) return;
        one.isAccepted ??= one.signal.acceptsText(record.text);
        if (one.isAccepted) onMatch(one.signal, record, one.captures);
      });
    for (const signal of signals.triedOnFields(record))
      if (contain(signal, () => signal.accepts(record))) onMatch(signal, record, {});
  });
}
