import type { FieldValue } from '../model/fields.ts';
import type { CompiledSignal } from './compile-signals.ts';
import type { Whole } from './continuations.ts';
import type { TextMatches } from './known-matches.ts';
import type { RecordPattern } from './record-pattern.ts';

/** One pattern of a signal; `order` is its place among all patterns as written. */
export interface Candidate {
  signal: CompiledSignal;
  match: RecordPattern;
  meetsShape: RecordPattern | undefined;
  order: number;
}

/** Runs a task, so that what it throws costs its signal this text alone. */
export type Contain = <T>(signal: CompiledSignal, task: () => T) => T | undefined;

/** A text that no earlier run has read, and what it may have been before it was cut. */
export interface Fresh {
  text: string;
  whole: Whole;
}

export const NOTHING: Fresh = { text: '', whole: { texts: [], isSure: false } };

/**
 * What a text meets, or where it was cut, what all that it may have been meet. Nothing counts as captured that
 * does not stand in the text.
 */
export function matchAny(
  { text, whole }: Fresh,
  nextCandidates: () => readonly Candidate[],
  contain: Contain,
): TextMatches {
  const own = matchText(text, nextCandidates(), contain);
  const candidates = whole.texts.map(nextCandidates);
  if (!candidates.every(mayTell) || (!whole.isSure && weightOf(own) === MOST)) return own;
  const ofEach = whole.texts.map((one, i) =>
    accepted(one, matchText(one, candidates[i] ?? [], contain), contain),
  );
  const common = (ofEach[0] ?? []).filter(({ signal }) =>
    ofEach.every((others) => others.some((other) => other.signal === signal)),
  );
  // What is only supposed has to tell more than what stands there.
  if (weightOf(common) < Math.max(1, weightOf(own) + (whole.isSure ? 0 : 1))) return own;
  return common.map((one) => ({ ...one, captures: standingIn(text, one.captures) }));
}

const WEIGHTS = { cause: 2, trouble: 1, nothing: 0 };
const MOST = WEIGHTS.cause;

/** How much the most telling of some matches tells. */
export function weightOf(matches: readonly { signal: CompiledSignal }[] = []): number {
  return matches.reduce((most, { signal }) => Math.max(most, WEIGHTS[signal.tells]), 0);
}

function mayTell(candidates: readonly Candidate[]): boolean {
  return weightOf(candidates) > 0;
}

/** Those whose further patterns accept the text, too. */
function accepted(text: string, matches: TextMatches, contain: Contain): TextMatches {
  return matches
    .filter(({ signal }) => contain(signal, () => signal.acceptsText(text)))
    .map((one) => ({ ...one, isAccepted: true }));
}

function standingIn(text: string, captures: Record<string, FieldValue>): Record<string, FieldValue> {
  return Object.fromEntries(Object.entries(captures).filter(([, value]) => text.includes(String(value))));
}

/** The first pattern of a signal, as written, that meets the text decides; a record counts once for a signal. */
function matchText(text: string, candidates: readonly Candidate[], contain: Contain): TextMatches {
  const found = new Map<CompiledSignal, Record<string, FieldValue>>();
  for (const { signal, match } of candidates) {
    if (found.has(signal)) continue;
    const captures = contain(signal, () => match(text));
    if (captures) found.set(signal, captures);
  }
  return [...found].map(([signal, captures]) => ({ signal, captures }));
}
