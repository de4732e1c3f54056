import type { Observation } from '../../model/observation.ts';
import type { Clause } from './clauses.ts';
import type { JudgedReport } from './judge-report.ts';

/** What is told in known ways: as the writer's own trouble, and as anybody's. */
export interface Told {
  own: readonly Observation[];
  anyones: readonly Observation[];
  /** Whether there is little else in the text. */
  isNote: boolean;
}

/** From so many clauses on, what a report is like as a whole is surer than a phrase in it. */
const LONG = 4;

/** So far below no trouble nothing in a report counts. */
const SURELY_HEALTHY = 1.4;
/** Nor below this, where little agrees with what is told. */
const LIKELY_HEALTHY = 1;
const LITTLE = 1;
/** Nor below this in a long one. */
const HEALTHY_WHERE_LONG = 0;

/** So far above no trouble a report counts though nobody says whose trouble it is: short ones often leave that out. */
const SURELY_TROUBLE = 0.6;
/** An explanation needs several sentences, so a note of one sentence counts from here on. */
const LIKELY_TROUBLE = 0.1;
/** So far above it what little agrees with counts, too, where the report as a whole is like it. */
const PLAINLY_TROUBLE = 1.6;

/** Whether a report is so long that what it is like as a whole is surer than a phrase in it. */
export function isLong(clauses: readonly Clause[]): boolean {
  return clauses.length >= LONG;
}

/** Of what is told in known ways that which is believed, by what the report is like as a whole. */
export function credible(
  { own, anyones, isNote }: Told,
  clauses: readonly Clause[],
  { event, healthyBy }: JudgedReport,
): readonly Observation[] {
  const isSentence = isNote && clauses.length === 1;
  if (own.length > 0 || healthyBy >= -(isSentence ? LIKELY_TROUBLE : SURELY_TROUBLE))
    return own.filter((one) => healthyBy <= mostHealthy(clauses, one));
  const isLikeWhole = ({ fields }: Observation) => healthyBy < -PLAINLY_TROUBLE && fields['event'] === event;
  return anyones.filter((one) => isNote || !hasLittle(one) || isLikeWhole(one));
}

function mostHealthy(clauses: readonly Clause[], told: Observation): number {
  if (isLong(clauses)) return HEALTHY_WHERE_LONG;
  return hasLittle(told) ? LIKELY_HEALTHY : SURELY_HEALTHY;
}

function hasLittle({ fields }: Observation): boolean {
  return Number(fields['agreement']) <= LITTLE;
}
