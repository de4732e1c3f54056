import { inThousands } from './growth/growth-fields.ts';
import { runsOf } from './growth/runs.ts';

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
  /** From what to what the last of them went, and in how long: `2 → 820 in 8 h, then 2 → 880 in 4 h`. */
  story?: string;
  /** Each takes less time than the one before, at no less than half the height. */
  shortening?: boolean;
}

const LEAST_RISE = 3;

/** A climb that was under way when somebody began to look doubles no more: it rises from look to look. */
const LEAST_STEADY_LOOKS = 4;
const STEADY_RISE = 1.25;

function isClimb(run: readonly Moment[]): boolean {
  const [first, last] = [run[0]?.value ?? 0, run.at(-1)?.value ?? 0];
  if (run.length < 2 || last - first < LEAST_RISE) return false;
  const isSteady = run.every(({ value }, i) => value >= (run[i - 1]?.value ?? value));
  return last >= 2 * first || (isSteady && run.length >= LEAST_STEADY_LOOKS && last >= STEADY_RISE * first);
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

const MOST_CLIMBS_SHOWN = 4;
const MINUTE_MS = 60_000;

function lengthMs(run: readonly Moment[]): number | undefined {
  const [first, last] = [run[0]?.atMs, run.at(-1)?.atMs];
  return first === undefined || last === undefined || last <= first ? undefined : last - first;
}

function inWords(run: readonly Moment[]): string {
  const [from, to] = [run[0], run.at(-1)].map((moment) => inThousands(moment?.value ?? 0));
  const minutes = Math.round((lengthMs(run) ?? 0) / MINUTE_MS);
  const hours = Math.round(minutes / 6) / 10;
  return `${from} → ${to} in ${minutes < 100 ? `${minutes} min` : `${hours} h`}`;
}

/** How the last climbs went; nothing where their times are not known. */
function storyOf(climbs: readonly (readonly Moment[])[]): Pick<Climbs, 'story' | 'shortening'> {
  const lengths = climbs.map(lengthMs);
  if (lengths.some((length) => length === undefined)) return {};
  const shortening = climbs.slice(1).every((run, i) => {
    const before = climbs[i] ?? run;
    const isAsHigh = heightOf(run) >= heightOf(before) / 2;
    return isAsHigh && (lengths[i + 1] ?? 0) < 0.9 * (lengths[i] ?? 0);
  });
  const story = climbs.slice(-MOST_CLIMBS_SHOWN).map(inWords).join(', then ');
  return { story, ...(shortening ? { shortening } : {}) };
}

function heightOf(run: readonly Moment[]): number {
  return (run.at(-1)?.value ?? 0) - (run[0]?.value ?? 0);
}

/** Cuts a series at its restarts and counts the runs that climbed; undefined for one that climbed less than twice, or that only wavers. */
export function climbsOf(series: readonly Moment[]): Climbs | undefined {
  const climbs = runsOf(series).filter(isClimb);
  const isLong = climbs.some((run) => run.length >= LEAST_LOOKS);
  if (climbs.length < 2 || !isLong || isWavering(series)) return undefined;
  const [before, now] = [perHour(climbs[0]), perHour(climbs.at(-1))];
  return {
    climbs: climbs.length,
    peak: Math.max(...series.map(({ value }) => value)),
    ...(before === undefined ? {} : { perHourBefore: before }),
    ...(now === undefined ? {} : { perHour: now }),
    ...storyOf(climbs),
  };
}
