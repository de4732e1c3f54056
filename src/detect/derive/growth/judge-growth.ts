import { mean, median } from 'd3-array';
import type { SeriesPoint } from '../../../model/series.ts';
import { runsOf } from './runs.ts';
import { EXACT, endOf, errorsOf, onsetOf, stepsOf } from './segments.ts';
import { type RobustLine, theilSen } from './theil-sen.ts';
import { thinnedOut } from './thinned-out.ts';

/**
 * What a number did. `leak`: it grows and does not fall when less is done; `load`: it grows as the work does; `step`: it rose at once
 * and stayed; `plateau`: it grew and grows no more; `steady`: none of these.
 */
type Shape = 'leak' | 'load' | 'step' | 'plateau' | 'steady';

/** How a number grew since it last began again. Rates are per millisecond. */
export interface Growth {
  shape: Shape;
  rate: number;
  /** In 95 of 100 cases the rate is at least, and at most. */
  lowRate: number;
  highRate: number;
  /** When this growth, or the last step, began. */
  sinceMs: number;
  /** Where the line, or the last level, stands at the last point, and how far points lie from it. */
  level: number;
  spread: number;
  /** Where a step or a plateau began. */
  before: number;
}

/** Fewer points rise by accident: of eight that do not change one series in 40,000 rises throughout. */
export const LEAST_MOMENTS = 8;
/** Standard deviations of Mann and Kendall. One in 30,000 series without a trend reaches four. */
const SURE = 4;
const LEAST_RISE = 4;
const NOISES = 3;
/** Of what comes to a leak this part may go again. */
const HARDLY = 0.1;
/** A part of what it rose by that a leak may fall, by noise or by a few that were closed after all. */
const MAY_FALL = 0.25;
/** A leak goes on: the slope of its last part beside the whole. */
const GOES_ON = 0.4;
/** Of several snapshots in a row the middle one counts, so that a single one makes no fall. */
const SMOOTH = 5;
const LEAST_STEP = 5;

/**
 * Judges points of one number in the order of their times. `load` is how much was done at the same moments, where that is known: what
 * grows with it, and no faster, is no leak. Undefined for less than eight moments since the number last began again.
 */
export function judgeGrowth(seen: readonly SeriesPoint[], load?: readonly number[]): Growth | undefined {
  const run = runsOf(seen).at(-1) ?? [];
  if (run.length < LEAST_MOMENTS) return undefined;
  const points = thinnedOut(run);
  const errors = errorsOf(points);
  const onset = onsetOf(errors, points.length, LEAST_MOMENTS);
  const climb = points.slice(onset);
  const line = theilSen(climb);
  const growth = asGrowth(climb, line);
  const climbError = errors.level(0, onset) + errors.line(onset, points.length);
  const end = endOf(errors, points.length);
  const steps = stepsOf(errors, points.length);
  // A climb that begins with a jump fits a step as well; what needs no slope is the simpler. Without noise both fit but for rounding.
  const isStepped =
    steps.error <=
    EXACT * errors.level(0, points.length) +
      Math.min(BETTER * errors.line(0, points.length), AS_GOOD * Math.min(climbError, end.error));
  const stepped = isStepped ? asSteps(points, steps) : undefined;
  if (stepped) return stepped;
  const plateau = asPlateau(growth, points, end.at);
  const isLevel = end.error < HALF * Math.min(climbError, errors.level(0, points.length));
  if (
    isLevel &&
    plateau.level - plateau.before >= Math.max(LEAST_RISE, NOISES * Math.sqrt(end.error / points.length))
  )
    return plateau;
  const mayFall = MAY_FALL * rise(growth, climb) + NOISES * line.spread;
  if (!isRising(growth, climb, line) || fallOf(points) > mayFall || wanders(climb, line)) return growth;
  if (isLevel || !goesOn(climb, line)) return plateau;
  const loaded = load && loadOf(seen, load, climb);
  return { ...growth, shape: loaded && !outgrows(climb, loaded) ? 'load' : 'leak' };
}

function isRising(growth: Growth, climb: readonly SeriesPoint[], { z, spread }: RobustLine): boolean {
  return z >= sureOf(climb.length) && rise(growth, climb) >= Math.max(LEAST_RISE, NOISES * spread);
}

/** So few points can't reach four; one of them out of order is what a series without a trend shows once in 5,000 times. */
function sureOf(length: number): number {
  const pairs = (length * (length - 1)) / 2;
  const mostZ = (pairs - 1) / Math.sqrt((length * (length - 1) * (2 * length + 5)) / 18);
  return Math.min(SURE, ALMOST_ALL * mostZ);
}

const ALMOST_ALL = 0.92;

function asGrowth(climb: readonly SeriesPoint[], line: RobustLine): Growth {
  const [firstMs, lastMs] = [climb[0]?.atMs ?? 0, climb.at(-1)?.atMs ?? 0];
  // What comes one by one varies by the root of its number, which neighbouring points share.
  const events = Math.max(1, line.slope * (lastMs - firstMs));
  const byChance = (1.96 * line.slope) / Math.sqrt(events);
  return {
    shape: 'steady',
    rate: line.slope,
    lowRate: Math.min(line.low, line.slope - byChance),
    highRate: Math.max(line.high, line.slope + byChance),
    sinceMs: firstMs,
    level: line.valueAt(lastMs),
    spread: line.spread,
    before: line.valueAt(firstMs),
  };
}

function rise({ rate }: Growth, climb: readonly SeriesPoint[]): number {
  return rate * ((climb.at(-1)?.atMs ?? 0) - (climb[0]?.atMs ?? 0));
}

/** The furthest that the number ever fell below what it had reached, single points aside. */
function fallOf(points: readonly SeriesPoint[]): number {
  let [top, fall] = [-Infinity, 0];
  for (const value of smooth(points)) {
    top = Math.max(top, value);
    fall = Math.max(fall, top - value);
  }
  return fall;
}

function smooth(points: readonly SeriesPoint[]): number[] {
  const half = (SMOOTH - 1) / 2;
  return points.map(
    (_, i) => median(points.slice(Math.max(0, i - half), i + half + 1), ({ value }) => value) ?? 0,
  );
}

/**
 * Whether the number only strays: its points follow each other away from the line, so that they are fewer than they seem, and it falls
 * on the way. What leaks may stray as well, but hardly falls.
 */
function wanders(climb: readonly SeriesPoint[], line: RobustLine): boolean {
  let [rises, falls] = [0, 0];
  climb.forEach(({ value }, i) => {
    const change = value - (climb[i - 1]?.value ?? value);
    if (change > 0) rises += change;
    else falls -= change;
  });
  if (falls <= HARDLY * rises) return false;
  const likeness = Math.min(
    0.99,
    Math.max(0, autocorrelation(climb.map(({ atMs, value }) => value - line.valueAt(atMs)))),
  );
  return line.z / Math.sqrt((1 + likeness) / (1 - likeness)) < sureOf(climb.length);
}

/** How much each value is like the one before it, from -1 to 1. */
function autocorrelation(values: readonly number[]): number {
  const average = mean(values) ?? 0;
  let [together, apart] = [0, 0];
  values.forEach((value, i) => {
    apart += (value - average) ** 2;
    if (i > 0) together += (value - average) * ((values[i - 1] ?? 0) - average);
  });
  return apart === 0 ? 0 : together / apart;
}

/** Both the last half and the last quarter of a leak rise, as far as so few points can tell. */
function goesOn(climb: readonly SeriesPoint[], line: RobustLine): boolean {
  return [2, 4].every((part) => {
    const last = climb.slice(-Math.max(6, Math.ceil(climb.length / part)));
    return theilSen(last).high >= GOES_ON * line.slope;
  });
}

/** The level of the points since a climb ended, of the last quarter where that is not known. */
function asPlateau(growth: Growth, points: readonly SeriesPoint[], end: number): Growth {
  const from = end < points.length ? end : points.length - Math.ceil(points.length / 4);
  const level = median(points.slice(from), ({ value }) => value) ?? 0;
  const before = median(points.slice(0, 3), ({ value }) => value) ?? level;
  return { ...growth, shape: 'plateau', sinceMs: points[from]?.atMs ?? growth.sinceMs, level, before };
}

const HALF = 0.5;
/** What has one more bend fits better by accident, but not by this much. */
const BETTER = 0.7;
const AS_GOOD = 1.1;

/** A series that a few steps tell better than a climb, each of them higher than the noise on its levels. */
function asSteps(
  points: readonly SeriesPoint[],
  { steps, error }: ReturnType<typeof stepsOf>,
): Growth | undefined {
  const at = steps.at(-1);
  if (at === undefined) return undefined;
  const cuts = [0, ...steps, points.length];
  const levels = cuts.slice(1).map((to, i) => median(points.slice(cuts[i], to), ({ value }) => value) ?? 0);
  const noise = Math.sqrt(error / points.length);
  const heights = levels.slice(1).map((level, i) => Math.abs(level - (levels[i] ?? 0)));
  if (Math.min(...heights) < Math.max(LEAST_STEP, 2 * noise)) return undefined;
  return {
    shape: 'step',
    rate: 0,
    lowRate: 0,
    highRate: 0,
    sinceMs: points[at]?.atMs ?? 0,
    level: levels.at(-1) ?? 0,
    spread: noise,
    before: levels.at(-2) ?? 0,
  };
}

/** The load at the moments of a climb; undefined where little was done, beside which nothing is much. */
function loadOf(
  seen: readonly SeriesPoint[],
  load: readonly number[],
  climb: readonly SeriesPoint[],
): number[] | undefined {
  const byTime = new Map(seen.map(({ atMs }, i) => [atMs, load[i] ?? 0]));
  const values = climb.map(({ atMs }) => byTime.get(atMs) ?? 0);
  return (median(values) ?? 0) >= LEAST_LOAD ? values : undefined;
}

const LEAST_LOAD = 5;

/** Whether the number grew faster than the load: there is more of it for each of what is done. */
function outgrows(climb: readonly SeriesPoint[], load: readonly number[]): boolean {
  const shares = climb.map(({ atMs, value }, i) => ({ atMs, value: value / Math.max(1, load[i] ?? 1) }));
  const line = theilSen(shares);
  return (
    line.z >= SURE_OF_SHARE &&
    line.valueAt(climb.at(-1)?.atMs ?? 0) > 1.3 * Math.max(0, line.valueAt(climb[0]?.atMs ?? 0))
  );
}

const SURE_OF_SHARE = 3;
