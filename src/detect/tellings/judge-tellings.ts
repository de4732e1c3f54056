import type { Observation } from '../../model/observation.ts';
import type { Clause } from './clauses.ts';
import type { JudgesReport } from './judge-report.ts';
import { toTelling } from './to-telling.ts';

/** Whose trouble a report tells of: the writer's; the writer's beside a wish, a lesson or what a program printed; or nobody says. */
export type Whose = 'own' | 'mixed' | 'unsaid';

/** So far an event has to be above the next one and above no trouble, together. Documents that show messages stay below the last. */
const LEAST_MARGIN: Readonly<Record<Whose, number>> = { own: 0.3, mixed: 1.9, unsaid: 3.2 };
/** So far it has to be above no trouble alone. */
const LEAST_TROUBLE = 0.65;
/** So far below no trouble nothing in the report counts. */
const SURELY_HEALTHY = 1.4;
/** Nor below this, where little agrees with what is told. */
const LIKELY_HEALTHY = 1;
/** From so many clauses on, what a report is like as a whole is surer than a phrase in it: it counts down to here only. */
const LONG = 4;
const HEALTHY_WHERE_LONG = 0;
const LITTLE = 1;

/** So far above no trouble a report counts though nobody says whose trouble it is: short ones often leave that out. */
const SURELY_TROUBLE = 0.6;
/** So far above it what little agrees with counts, too, where the report as a whole is like it. */
const PLAINLY_TROUBLE = 1.6;
/** An explanation needs several sentences, so a note of one sentence counts from here on. */
const LIKELY_TROUBLE = 0.1;

/** So far above the next one, what the report as a whole is like decides among what is told in known ways. */
const LEARNT = 3;

/** What is told in known ways: as the writer's own trouble, and as anybody's. */
export interface Told {
  own: readonly Observation[];
  anyones: readonly Observation[];
  /** Whether there is little else in the text. */
  isNote: boolean;
}

/**
 * What is `told` in known ways, unless the report as a whole is like those of no trouble; where nothing is, what the report as a whole is
 * like. Nothing is said of an event of which the text counts too few (`isFew`).
 */
export function judgeTellings(
  told: Told,
  clauses: readonly Clause[],
  whose: Whose,
  judgeReport: JudgesReport,
  isFew: (event: string) => boolean,
): readonly Observation[] {
  const { event, margin, healthyBy, clause } = judgeReport(clauses);
  const isLearnt = ({ fields }: Observation) => margin >= LEARNT && fields['event'] === event;
  const isLikely = ({ fields }: Observation) => healthyBy < -PLAINLY_TROUBLE && fields['event'] === event;
  const isSentence = told.isNote && clauses.length === 1;
  const credible =
    told.own.length === 0 && healthyBy < -(isSentence ? LIKELY_TROUBLE : SURELY_TROUBLE)
      ? told.anyones.filter((one) => told.isNote || Number(one.fields['agreement']) > LITTLE || isLikely(one))
      : told.own.filter(
          ({ fields }) => healthyBy <= mostHealthy(clauses.length, Number(fields['agreement'])),
        );
  // Where both judges name the same, what only one of them reads out of the text is a side of it.
  if (credible.some(isLearnt)) return credible.filter(isLearnt);
  if (credible.length > 0) return credible;
  if (margin < LEAST_MARGIN[whose] || healthyBy > -LEAST_TROUBLE) return [];
  if (denies(clause) || isFew(event)) return [];
  const at = clauses.indexOf(clause);
  return [toTelling(clause, clauses.slice(Math.max(0, at - 1), at + 2), { event, likeness: margin })];
}

function mostHealthy(clauses: number, agreement: number): number {
  if (clauses >= LONG) return HEALTHY_WHERE_LONG;
  return agreement > LITTLE ? SURELY_HEALTHY : LIKELY_HEALTHY;
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
