import { nice, ticks } from 'd3-array';
import {
  type CountableTimeInterval,
  unixDay,
  utcHour,
  utcMinute,
  utcMonday,
  utcMonth,
  utcSecond,
  utcYear,
} from 'd3-time';
import { utcFormat } from 'd3-time-format';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** At least 28 days. */
const MONTH = 28 * DAY;
const YEAR = 365 * DAY;
/** Steps on which people read a clock and a calendar: their least length, the interval, and how many of it. */
const STEPS: readonly (readonly [leastMs: number, interval: CountableTimeInterval, many: number])[] = [
  ...[1, 2, 5, 10, 15, 30].map((many) => [many * SECOND, utcSecond, many] as const),
  ...[1, 2, 5, 10, 15, 30].map((many) => [many * MINUTE, utcMinute, many] as const),
  ...[1, 2, 3, 6, 12].map((many) => [many * HOUR, utcHour, many] as const),
  ...[1, 2].map((many) => [many * DAY, unixDay, many] as const),
  ...[1, 2].map((many) => [many * 7 * DAY, utcMonday, many] as const),
  ...[1, 2, 3, 6].map((many) => [many * MONTH, utcMonth, many] as const),
];

const clock = utcFormat('%H:%M');
const clockWithSeconds = utcFormat('%H:%M:%S');
const dayAndMonth = utcFormat('%-d %b');
const month = utcFormat('%b %Y');
const year = utcFormat('%Y');
const day = utcFormat('%-d %b %Y');

/** A position on an axis and its label. */
export interface Tick {
  at: number;
  label: string;
}

/**
 * About `most` ticks on round UTC times from `fromMs` to `toMs`, epoch milliseconds: whole seconds to hours, days, Mondays, first days
 * of a month or a year. A midnight among hours shows its day.
 */
export function timeTicks(fromMs: number, toMs: number, most: number): Tick[] {
  const wantedMs = (toMs - fromMs) / most;
  const years = Math.ceil(wantedMs / YEAR);
  const [stepMs, interval, many] = STEPS.find(([ms]) => ms >= wantedMs) ?? [years * YEAR, utcYear, years];
  const times = interval.every(many)?.range(new Date(fromMs), new Date(toMs + 1)) ?? [];
  return times.map((time) => ({ at: time.getTime(), label: timeLabel(time, stepMs) }));
}

function timeLabel(time: Date, stepMs: number): string {
  if (stepMs >= YEAR) return year(time);
  if (stepMs >= MONTH) return month(time);
  if (stepMs >= DAY || time.getTime() % DAY === 0) return dayAndMonth(time);
  return stepMs < MINUTE ? clockWithSeconds(time) : clock(time);
}

/** A day as `22 Nov 2026`, UTC. */
export function dayOf(atMs: number): string {
  return day(new Date(atMs));
}

/** Two to seven round numbers from 0 to at least `highest`, the last of them the top of the axis. They are whole: things are counted. */
export function numberTicks(highest: number): number[] {
  const [from, to] = nice(0, Math.max(1, highest), 4);
  return ticks(from, to, 4).filter(Number.isInteger);
}
