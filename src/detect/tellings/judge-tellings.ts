import type { Observation } from '../../model/observation.ts';
import type { Clause } from './clauses.ts';
import { credible, isLong, type Told } from './credible.ts';
import type { JudgedReport } from './judge-report.ts';
import { toTelling } from './to-telling.ts';

/** Whose trouble a report tells of: the writer's; the writer's beside a wish, a lesson or what a program printed; or nobody says. */
export type Whose = 'own' | 'mixed' | 'unsaid';

/** What a report as a whole has to be like before that counts, by whose trouble it is. */
interface Bounds {
  /** So far an event has to be above the next one and above no trouble, together. Documents that show messages stay below the last. */
  margin: Readonly<Record<Whose, number>>;
  /** So far it has to be above no trouble alone. */
  trouble: Readonly<Record<Whose, number>>;
}

const OF_SHORT: Bounds = {
  margin: { own: 0.3, mixed: 1.9, unsaid: 3.2 },
  trouble: { own: 0.65, mixed: 0.65, unsaid: 0.65 },
};
const OF_LONG: Bounds = {
  margin: { own: 0.3, mixed: 1.4, unsaid: 2.2 },
  trouble: { own: 0.35, mixed: 0.85, unsaid: 1.6 },
};

/** So far above the next one, what a short report is like as a whole decides among what is told in known ways. */
const DECIDES = 3;
/** In a long one it does so from here on, and is believed beside what is told, or before it. */
const DECIDES_IN_LONG = { margin: 1.6, trouble: 1 };
/** What is told stays where it is no further below what the whole is like. */
const NEAR = 0.4;

/**
 * What is `told` in known ways, unless the report as a whole is like those of no trouble; where nothing is, or where a long report as a
 * whole is surer, what that is like. Nothing is said of an event of which the text counts too few (`isFew`).
 */
export function judgeTellings(
  told: Told,
  clauses: readonly Clause[],
  whose: Whose,
  report: JudgedReport,
  isFew: (event: string) => boolean,
): readonly Observation[] {
  const { event, margin, healthyBy, clause } = report;
  const believed = credible(told, clauses, report);
  const decides = isLong(clauses)
    ? margin >= DECIDES_IN_LONG.margin && healthyBy <= -DECIDES_IN_LONG.trouble
    : margin >= DECIDES && believed.some((one) => eventOf(one) === event);
  if (believed.length > 0 && !decides) return isLong(clauses) ? likeliest(believed, report.above) : believed;
  const near = believed.filter((one) => report.above(eventOf(one)) <= (isLong(clauses) ? NEAR : 0));
  if (near.some((one) => eventOf(one) === event)) return near;
  const { margin: least, trouble } = isLong(clauses) ? OF_LONG : OF_SHORT;
  const isLike = believed.length > 0 || (margin >= least[whose] && healthyBy <= -trouble[whose]);
  if (!isLike || denies(clause) || isFew(event)) return believed;
  const at = clauses.indexOf(clause);
  const around = clauses.slice(Math.max(0, at - 1), at + 2);
  return [...near, toTelling(clause, around, { event, likeness: margin })];
}

/** Without those that the whole is much less like than another one. */
function likeliest(told: readonly Observation[], above: (event: string) => number): readonly Observation[] {
  const least = Math.min(...told.map((one) => above(eventOf(one))));
  return told.filter((one) => above(eventOf(one)) <= least + NEAR);
}

function eventOf({ fields }: Observation): string {
  return String(fields['event']);
}

const DENIALS = new Set(['no', 'not', 'without', 'zero', 'kein', 'keine']);
const DENIED = new Set([
  'wait',
  'wait2',
  'alarm',
  'alarms',
  'reset',
  'resets',
  'leak',
  'leaks',
  'created',
  'opened',
]);
/** What is denied stands within so many words: `no sockets in CLOSE_WAIT`. */
const DENIED_WITHIN = 4;

function denies({ words }: Clause): boolean {
  return words.some(
    ({ text }, i) =>
      DENIALS.has(text) && words.slice(i + 1, i + 1 + DENIED_WITHIN).some((word) => DENIED.has(word.text)),
  );
}
