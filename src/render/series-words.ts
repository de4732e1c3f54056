import { MOST_POINTS, type Series, type SeriesPoint } from '../model/series.ts';
import { cut } from './cut.ts';
import { duration } from './in-words.ts';

const LONGEST_NAME = 80;

const LONGEST_TITLE = 120;

/** What a series is of, and where. */
export function titleOf({ name, of }: Series): string {
  return cut(of === undefined ? name : `${cut(name, LONGEST_NAME)} on ${of}`, LONGEST_TITLE);
}

/** From what to what, and the peak where that is neither. */
export function levelInWords(points: readonly SeriesPoint[]): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return '';
  const most = peakOf(points);
  const peak = most > first.value && most > last.value ? `, at most ${count(most)}` : '';
  return `${count(first.value)} → ${count(last.value)} in ${lasting(last.atMs - first.atMs)}${peak}`;
}

/** How many in all, over how long, and the most at once. */
export function rateInWords(points: readonly SeriesPoint[]): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return '';
  const total = points.reduce((sum, { value }) => sum + value, 0);
  const binMs = (points[1]?.atMs ?? first.atMs) - first.atMs;
  return `${count(total)} in ${lasting(last.atMs - first.atMs + binMs)}, at most ${count(peakOf(points))}`;
}

/** How often, how long in all and at most, and since when it has not ended. */
export function spansInWords(points: readonly SeriesPoint[]): string {
  const ended = points.filter(({ value }) => value > 0);
  const open = points.find(({ value }) => value === 0);
  const total = ended.reduce((sum, { value }) => sum + value, 0);
  const [only] = ended;
  const lasted = [
    ...(ended.length === 1 && only ? [`${lasting(only.value * 1000)} from ${clock(only.atMs)}`] : []),
    ...(ended.length > 1
      ? [
          `${ended.length} times, ${lasting(total * 1000)} in all`,
          `the longest ${lasting(peakOf(ended) * 1000)}`,
        ]
      : []),
    ...(open ? [`not ended since ${clock(open.atMs)}`] : []),
  ];
  return lasted.join(', ');
}

/** A length of time in words; what rounds to nothing is less than a second. */
export function lasting(ms: number): string {
  return ms < 500 ? 'less than 1 s' : duration(ms).replace(' days 0 h', ' days');
}

/** A number as a person reads it: whole from 100 up, thousands apart. */
export function count(value: number): string {
  const [whole = '', rest] = String(Math.abs(value) >= 100 ? Math.round(value) : round(value)).split('.');
  return `${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}${rest ? `.${rest}` : ''}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function peakOf(points: readonly SeriesPoint[]): number {
  return points.reduce((most, { value }) => Math.max(most, value), 0);
}

function clock(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** The last millisecond of the year 9999, after which ISO 8601 needs more digits. */
const LATEST_MS = 253_402_300_799_999;

/** No machine has so many sockets; beyond it numbers lose their last digits. */
const MOST = 1e15;

/** Points that can be shown, in the order of time: a record may claim any time, and what is kept may have been kept by another version. */
export function soundPoints({ kind, points }: Series): SeriesPoint[] {
  return points
    .filter(({ atMs, value }) => atMs >= 0 && atMs <= LATEST_MS && value >= 0 && value <= MOST)
    .filter(({ atMs, value }) => kind !== 'spans' || atMs + value * 1000 <= LATEST_MS)
    .toSorted((a, b) => a.atMs - b.atMs)
    .slice(-MOST_POINTS);
}
