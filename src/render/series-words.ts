import { MOST_POINTS, type Series, type SeriesForecast, type SeriesPoint } from '../model/series.ts';
import { cut } from './cut.ts';
import { counted, duration, formatNumber, utcTime } from './in-words.ts';

const LONGEST_NAME = 80;

const LONGEST_TITLE = 120;

/** What a series measures, and where. */
export function titleOf({ name, of }: Series): string {
  return cut(of === undefined ? name : `${cut(name, LONGEST_NAME)} on ${of}`, LONGEST_TITLE);
}

/** When which limit is reached. */
export function forecastInWords({ limit, atMs }: SeriesForecast): string {
  return `${limit} at about ${utcTime(atMs).slice(0, -':00 UTC'.length)}`;
}

/** First and last value, the peak where it is neither, and the limit ahead. */
export function levelInWords(points: readonly SeriesPoint[], forecast?: SeriesForecast): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return '';
  const most = peakOf(points);
  const peak = most > first.value && most > last.value ? `, at most ${formatNumber(most)}` : '';
  return `${formatNumber(first.value)} → ${formatNumber(last.value)} in ${duration(last.atMs - first.atMs)}${peak}${forecast ? `; ${forecastInWords(forecast)}` : ''}`;
}

/** The total, over how long, and the highest bin. */
export function rateInWords(points: readonly SeriesPoint[]): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return '';
  const total = points.reduce((sum, { value }) => sum + value, 0);
  const binMs = (points[1]?.atMs ?? first.atMs) - first.atMs;
  return `${formatNumber(total)} in ${duration(last.atMs - first.atMs + binMs)}, at most ${formatNumber(peakOf(points))}`;
}

/** How often, how long in total and at most, and when a span that has not ended began. */
export function spansInWords(points: readonly SeriesPoint[]): string {
  const ended = points.filter(({ value }) => value > 0);
  const open = points.find(({ value }) => value === 0);
  const total = ended.reduce((sum, { value }) => sum + value, 0);
  const [only] = ended;
  const lasted = [
    ...(ended.length === 1 && only ? [`${duration(only.value * 1000)} from ${utcTime(only.atMs)}`] : []),
    ...(ended.length > 1
      ? [
          `${counted(ended.length, 'time')}, ${duration(total * 1000)} in all`,
          `the longest ${duration(peakOf(ended) * 1000)}`,
        ]
      : []),
    ...(open ? [`not ended since ${utcTime(open.atMs)}`] : []),
  ];
  return lasted.join(', ');
}

function peakOf(points: readonly SeriesPoint[]): number {
  return points.reduce((most, { value }) => Math.max(most, value), 0);
}

/** The last millisecond of the year 9999, after which ISO 8601 needs more digits. */
const LATEST_MS = 253_402_300_799_999;

/** No machine has this many sockets, and larger numbers lose precision. */
const MOST = 1e15;

/** Points that can be shown, ordered by time. A record may claim any time, and stored points may come from another version. */
export function soundPoints({ kind, points }: Series): SeriesPoint[] {
  return points
    .filter(({ atMs, value }) => atMs >= 0 && atMs <= LATEST_MS && value >= 0 && value <= MOST)
    .filter(({ atMs, value }) => kind !== 'spans' || atMs + value * 1000 <= LATEST_MS)
    .toSorted((a, b) => a.atMs - b.atMs)
    .slice(-MOST_POINTS);
}
