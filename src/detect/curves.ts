import { shift } from '../model/log-odds.ts';
import type { Curve, CurvePoint, ObservedSignal } from '../model/runbook.ts';
import type { Hit } from '../model/signal.ts';
import { rememberLast } from '../remember-last.ts';

/** Evidence from another role than the rule expects counts for less, not for nothing: people give the wrong role. */
const UNEXPECTED_ROLE_LOWERS_BY = 0.8;
/** Below this nothing is said: a signal so weak does not hold. */
const LEAST_CONFIDENCE = 0.2;
/** Beside no hit at all a ratio is taken as beside half a hit. */
const NONE = 0.5;

/** What curves are read at: hits of one key, how many count, and how many another signal of the runbook has beside them. */
export interface Measured {
  hits: readonly Hit[];
  count: number;
  countOf: (signal: string) => number;
}

/**
 * How sure a signal makes us of its cause, its `confidence` moved by its curves; undefined where that is too little to hold.
 * A signal without curves is as sure as its rule says.
 */
export function confidenceOf(rule: ObservedSignal, measured: Measured): number | undefined {
  const { curves } = rule;
  const confidence = hasExpectedRole(rule, measured.hits)
    ? rule.confidence
    : shift(rule.confidence, -UNEXPECTED_ROLE_LOWERS_BY);
  if (!curves) return confidence;
  const { hits, count, countOf } = measured;
  const ofAll = curves.map((curve) => {
    if (curve.of === 'count') return valueAt(curve.points, count);
    return curve.of === 'ratio' ? valueAt(curve.points, count / Math.max(NONE, countOf(curve.to))) : 0;
  });
  const ofHits = hits.map((hit) => hitWeight(curves, hit));
  const moved = shift(confidence, sum(ofAll) + (ofHits.length > 0 ? Math.max(...ofHits) : 0));
  return moved < LEAST_CONFIDENCE ? undefined : moved;
}

/** Whether any hit comes from a role that the rule expects, or from an input without a role; what a client's library prints is a client's, whatever the role. */
function hasExpectedRole({ role }: ObservedSignal, hits: readonly Hit[]): boolean {
  if (!role || hits.length === 0) return true;
  return hits.some(({ observation }) => {
    const isByClient = role.includes('client') && observation.fields['library'] !== undefined;
    return observation.role === undefined || isByClient || role.includes(observation.role);
  });
}

/** The hits, those first whose fields speak most. */
export function mostTellingFirst(hits: readonly Hit[], { curves = [] }: ObservedSignal): readonly Hit[] {
  if (!curves.some(({ of }) => of === 'field')) return hits;
  return sorted.get(hits, [curves], () => {
    const weights = new Map(hits.map((hit) => [hit, hitWeight(curves, hit)]));
    return hits.toSorted((a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0));
  });
}

const sorted = rememberLast<readonly Hit[], readonly Hit[]>();

/** What the fields of one hit say, in log-odds. A field that it lacks says what its curve sets for that, or nothing. */
function hitWeight(curves: readonly Curve[], { fields }: Hit): number {
  return sum(
    curves.map((curve) => {
      if (curve.of !== 'field') return 0;
      const value = Number(fields[curve.field] ?? NaN);
      return Number.isNaN(value) ? (curve.absent ?? 0) : valueAt(curve.points, value);
    }),
  );
}

/**
 * The height of a curve at `x`. Between its points it runs straight over the logarithm of x + 1, since from 5 to 50 is as far as from
 * 50 to 500; before the first and after the last point it is flat.
 */
function valueAt(points: readonly CurvePoint[], x: number): number {
  const after = points.findIndex(([at]) => at >= x);
  const [right, left] = [points[after] ?? points.at(-1), points[after - 1]];
  if (!right) return 0;
  if (!left || after < 0) return right[1];
  const share = (Math.log1p(x) - Math.log1p(left[0])) / (Math.log1p(right[0]) - Math.log1p(left[0]));
  return left[1] + share * (right[1] - left[1]);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, one) => total + one, 0);
}
