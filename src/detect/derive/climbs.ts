/** A number at a moment; times in milliseconds of whatever clock all of them share. */
export interface Moment {
  atMs: number | undefined;
  value: number;
}

/** How a number climbed again and again: `peak` is its highest value, the rates are those of the first and of the last climb. */
export interface Climbs {
  climbs: number;
  peak: number;
  perHourBefore?: number;
  perHour?: number;
}

/** A number that falls to less than half began again, as after a restart; what falls less only wavers. */
const RESTART = 0.5;
const LEAST_RISE = 3;

function isClimb(run: readonly Moment[]): boolean {
  const [first, last] = [run[0]?.value ?? 0, run.at(-1)?.value ?? 0];
  return run.length > 1 && last - first >= LEAST_RISE && last >= 2 * first;
}

function perHour(run: readonly Moment[] | undefined): number | undefined {
  const [first, last] = [run?.[0], run?.at(-1)];
  if (first?.atMs === undefined || last?.atMs === undefined || last.atMs <= first.atMs) return undefined;
  return Math.round(((last.value - first.value) * 36_000_000) / (last.atMs - first.atMs)) / 10;
}

/** A number that wavers falls every other time; one that leaks falls at restarts alone. */
const MOST_FALLS = 1 / 3;
const LEAST_LOOKS = 3;

function isWavering(series: readonly Moment[]): boolean {
  const falls = series.filter(({ value }, at) => value < (series[at - 1]?.value ?? value)).length;
  return falls > (series.length - 1) * MOST_FALLS;
}

/** Cuts a series at its restarts and counts the runs that climbed; undefined for one that climbed less than twice, or that only wavers. */
export function climbsOf(series: readonly Moment[]): Climbs | undefined {
  const runs: Moment[][] = [];
  for (const moment of series) {
    const last = runs.at(-1);
    const before = last?.at(-1);
    if (last === undefined || before === undefined || moment.value < before.value * RESTART)
      runs.push([moment]);
    else last.push(moment);
  }
  const climbs = runs.filter(isClimb);
  const isLong = climbs.some((run) => run.length >= LEAST_LOOKS);
  if (climbs.length < 2 || !isLong || isWavering(series)) return undefined;
  const [before, now] = [perHour(climbs[0]), perHour(climbs.at(-1))];
  return {
    climbs: climbs.length,
    peak: Math.max(...series.map(({ value }) => value)),
    ...(before === undefined ? {} : { perHourBefore: before }),
    ...(now === undefined ? {} : { perHour: now }),
  };
}
