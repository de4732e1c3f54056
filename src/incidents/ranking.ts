import type { Diagnosis } from '../model/diagnosis.ts';
import type { GivenAnswer } from '../model/incident.ts';
import { shift } from '../model/log-odds.ts';
import type { RankedCause } from '../model/ranked-cause.ts';
import type { AnswerWeight } from '../model/runbook.ts';
import { statedConfidence, weighedConfidence } from '../model/stated-confidence.ts';

const LEAST_CONFIDENCE = 0.01;
const MOST_CONFIDENCE = 0.99;
/** A cause that no answer speaks of is told from here on. */
const LIKELY = 0.3;
const MOST_CAUSES = 5;
/** Naming a runbook means it: even an answer that says little of the own cause moves the other one by this. */
const LEAST_FOR_OTHERS = 1;

/** A cause with what its weights make of it: so that two stated alike still have an order. */
type Weighed = RankedCause & { weighed: number };

interface Move {
  by: number;
  because: string;
}

/**
 * Ranks a diagnosis and its alternatives by what a person answered, the likeliest first. Without answers the diagnosis
 * leads; what no answer touched passes it only where answers speak against the diagnosis.
 */
export function rankCauses(diagnosis: Diagnosis, answers: readonly GivenAnswer[]): RankedCause[] {
  const said = answers.flatMap((answer) => {
    const weight = weightOf(diagnosis, answer);
    return weight ? [{ weight, because: `${answer.answer}: ${answer.ask}` }] : [];
  });
  const own = said.map(({ weight, because }) => ({ by: weight.by, because }));
  const original = moved(diagnosis, own, true);
  const others = (diagnosis.alternatives ?? []).map((alternative) => {
    const moves = said
      .filter(({ weight }) => weight.supports?.includes(alternative.runbook))
      .map(({ weight, because }) => ({ by: Math.max(LEAST_FOR_OTHERS, Math.abs(weight.by)), because }));
    return moved(alternative, moves, false);
  });
  const told = others.filter(({ because, confidence }) => because.length > 0 || confidence >= LIKELY);
  return mostLikely(original, told, original.confidence < original.was);
}

/** The ask is what the person read. Its number counts only where blanks have been filled in otherwise since. */
function weightOf(
  { questions }: Diagnosis,
  { question, ask, answer }: GivenAnswer,
): AnswerWeight | undefined {
  const asked = questions.find((one) => one.ask === ask) ?? questions[question];
  return asked?.[answer];
}

function moved(
  {
    runbook,
    title,
    severity,
    confidence: was,
  }: Pick<Diagnosis, 'runbook' | 'title' | 'severity' | 'confidence'>,
  moves: readonly Move[],
  isOriginal: boolean,
): Weighed {
  const by = moves.reduce((sum, move) => sum + move.by, 0);
  const weighed = shift(weighedConfidence(was), by);
  const confidence = moves.length === 0 ? was : rounded(statedConfidence(weighed));
  return {
    weighed,
    runbook,
    title,
    severity,
    confidence,
    was,
    isOriginal,
    because: moves.map(({ because }) => because),
  };
}

function rounded(confidence: number): number {
  return Math.round(Math.min(MOST_CONFIDENCE, Math.max(LEAST_CONFIDENCE, confidence)) * 100) / 100;
}

function mostLikely(original: Weighed, others: readonly Weighed[], isDoubted: boolean): RankedCause[] {
  const standing = (cause: Weighed) =>
    isDoubted || cause.because.length > 0 ? cause.weighed : Math.min(cause.weighed, original.weighed);
  const ranked = [original, ...others].toSorted((a, b) => standing(b) - standing(a));
  const shown =
    ranked.indexOf(original) < MOST_CAUSES
      ? ranked.slice(0, MOST_CAUSES)
      : [...ranked.slice(0, MOST_CAUSES - 1), original];
  return shown.map(({ weighed: _, ...cause }) => cause);
}
