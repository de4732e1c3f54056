import type { InputSource } from '../../model/input.ts';
import type { Observation } from '../../model/observation.ts';
import { isYearless } from '../../model/yearless-time.ts';
import { utcMs } from './time-parts.ts';
import { isLeapDay, latestBefore, nearestTo } from './year-of.ts';

const DAY_MS = 86_400_000;
/** Zones and clocks that are off can put an event after its arrival. */
const ARRIVAL_SLACK_MS = DAY_MS;
/** How far an input may go on after the others end. */
const OTHERS_SLACK_MS = 30 * DAY_MS;
/** Lines at the start of an input that may tell when it was begun. */
const HEADER_LINES = 10;
const DATE_IN_NAME = /(?<!\d)(20\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)/g;
const DATE_IN_HEADER = /(?<!\d)(20\d\d)[-/]([01]\d)[-/]([0-3]\d)(?!\d)/g;

/** Whether a record has a time without a year. */
export function needsYear({ atMs }: Observation): boolean {
  return atMs !== undefined && isYearless(atMs);
}

/** The full time of a record, or the date that a header names (`-- Logs begin at …`, `Log file created at: …`). */
function knownMs({ atMs, kind, verbatim, at }: Observation): number | undefined {
  if (atMs !== undefined) return isYearless(atMs) ? undefined : atMs;
  return kind === 'log' && at.line <= HEADER_LINES
    ? lastDate(verbatim.slice(0, 300), DATE_IN_HEADER)
    : undefined;
}

/** One record, and the time from which those before and after it get their year. */
export interface Pivot {
  index: number;
  atMs: number;
}

/** A record whose year lines of the same input tell. */
export function pivotWithin(records: readonly Observation[]): Pivot | undefined {
  const index = records.findIndex((one) => knownMs(one) !== undefined);
  const atMs = records[index] && knownMs(records[index]);
  return atMs === undefined ? undefined : { index, atMs };
}

/** A record whose year the name of the input tells, as rotated logs have it (`messages-20261122`), or else the time at which it was taken. */
export function pivotBySource(
  records: readonly Observation[],
  { name, nowMs }: InputSource,
): (Pivot & { isNamed: boolean }) | undefined {
  const { index, stampMs } = hardest(records);
  const named = lastDate(name, DATE_IN_NAME);
  if (named !== undefined) return { index, atMs: nearestTo(stampMs, named), isNamed: true };
  if (nowMs === undefined) return undefined;
  return { index, atMs: latestBefore(stampMs, nowMs, ARRIVAL_SLACK_MS), isNamed: false };
}

/** A record whose year follows from where other inputs end, which may have no year themselves; its own stamp where there are none. */
export function pivotBeside(records: readonly Observation[], othersMs: number | undefined): Pivot {
  const { index, stampMs } = hardest(records);
  if (othersMs === undefined) return { index, atMs: stampMs };
  const isDated = !isYearless(othersMs);
  return {
    index,
    atMs: isDated ? latestBefore(stampMs, othersMs, OTHERS_SLACK_MS) : nearestTo(stampMs, othersMs),
  };
}

/** The last time without a year, or one of 29 February, which fits few years. */
function hardest(records: readonly Observation[]): { index: number; stampMs: number } {
  const leapDay = records.findIndex((one) => needsYear(one) && isLeapDay(one.atMs ?? 0));
  const index = leapDay >= 0 ? leapDay : records.findLastIndex(needsYear);
  return { index, stampMs: records[index]?.atMs ?? 0 };
}

/** The time of a line in the year in which it arrived. */
export function yearByArrival(stampMs: number, arrivedMs: number): number {
  return latestBefore(stampMs, arrivedMs, ARRIVAL_SLACK_MS);
}

function lastDate(text: string, pattern: RegExp): number | undefined {
  const [, year, month, day] = [...text.matchAll(pattern)].at(-1) ?? [];
  return year === undefined ? undefined : utcMs(Number(year), Number(month), Number(day), 0, 0, 0);
}
