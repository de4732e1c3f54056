import type { Failures } from '../failures.ts';
import type { FieldValue } from '../model/fields.ts';
import type { Observation } from '../model/observation.ts';
import type { CompiledSignal } from './compile-signals.ts';
import type { Continuations } from './continuations.ts';
import { createFindCandidates, type FindCandidates } from './find-candidates.ts';
import type { KnownMatches } from './known-matches.ts';
import { likelySignals } from './likely-signals.ts';
import { createLiteralIndex, type LiteralIndex } from './literal-index.ts';
import { type Candidate, matchAny, NOTHING } from './match-text.ts';
import type { ReadsLike } from './reads-like.ts';

/** Indexes the log signals by the literals of their patterns. Nothing in it changes in use, so any number of runs may share it. */
export function indexRecordSignals(
  signals: readonly CompiledSignal[],
  { readsLike, continuations = () => ({ texts: [], isSure: false }) }: BeyondPatterns = {},
): RecordSignals {
  const ids = new Map<string, number>();
  const byLiteral: Candidate[][] = [];
  const always: Candidate[] = [];
  const byFields: CompiledSignal[] = [];
  const short = new Set<string>();
  const long = new Set<string>();
  const want = (literal: string, candidate: Candidate) => {
    const id = ids.get(literal) ?? byLiteral.push([]) - 1;
    ids.set(literal, id);
    byLiteral[id]?.push(candidate);
  };
  let order = 0;
  for (const signal of signals) {
    if (signal.on !== 'log') continue;
    if (signal.byFields) byFields.push(signal);
    for (const { texts, literals, shortLiterals, match, meetsShape } of signal.patterns) {
      const candidate = { signal, texts, match, meetsShape, order: order++ };
      if (literals.length === 0) always.push(candidate);
      for (const literal of [...literals, ...shortLiterals]) want(literal, candidate);
      for (const literal of literals) long.add(literal);
      for (const literal of shortLiterals) short.add(literal);
    }
  }
  const literals = [...ids.keys()];
  const sampled = new Set(
    byLiteral.flatMap((wanting, id) => (wanting.every(({ signal }) => signal.sample) ? [id] : [])),
  );
  const shortIds = [...short].flatMap((literal) => (long.has(literal) ? [] : (ids.get(literal) ?? [])));
  // It does not adapt: in records that were selected by their literals, frequent bytes say nothing about the log.
  const index = createLiteralIndex(literals, { adapt: false, slow: shortIds });
  return {
    index,
    short: shortIds,
    sampled,
    byFields,
    findCandidates: createFindCandidates({ index, literals, byLiteral, always }),
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
  /** Signals that fields alone decide: tried on every record. */
  byFields: readonly CompiledSignal[];
  findCandidates: FindCandidates;
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
  const matches = records.map(({ text }) => known?.get(text));
  const fresh = records.flatMap(({ text }, i) =>
    matches[i] ? [] : [{ text, whole: signals.continuations(text) }],
  );
  const texts = fresh.flatMap(({ text, whole }) => [text, ...whole.texts]);
  const candidates = signals.findCandidates(texts);
  let [next, nextText] = [0, 0];
  records.forEach((record, i) => {
    const contain = <T>(signal: CompiledSignal, task: () => T) =>
      failures.contain(`signal ${signal.key}`, task, record.at.line);
    const before = failures.count();
    const found =
      matches[i] ?? matchAny(fresh[next++] ?? NOTHING, () => candidates[nextText++] ?? [], contain);
    if (!matches[i] && failures.count() === before) known?.set(record.text, found);
    for (const one of found)
      contain(one.signal, () => {
        if (!one.signal.acceptsFields(record)) return;
        one.isAccepted ??= one.signal.acceptsText(record.text);
        if (one.isAccepted) onMatch(one.signal, record, one.captures);
      });
    for (const signal of signals.byFields)
      if (contain(signal, () => signal.accepts(record))) onMatch(signal, record, {});
  });
}
