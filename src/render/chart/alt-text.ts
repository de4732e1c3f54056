import type { Series, SeriesPoint } from '../../model/series.ts';
import { cut } from '../cut.ts';
import { count, lasting, spansInWords, titleOf } from '../series-words.ts';
import { clean } from './svg.ts';

const LONGEST = 1_000;

/** What a chart shows, for who can't see it: what, where, from which number and time to which, and the peak; at most 1,000 characters. */
export function altText(series: Series, points: readonly SeriesPoint[]): string {
  const title = clean(titleOf(series));
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return cut(`Chart of ${title}, without any points.`, LONGEST);
  if (series.kind === 'spans')
    return cut(`Chart of how long it lasted: ${title}. ${spansInWords(points)}.`, LONGEST);
  const most = points.reduce((a, b) => (b.value > a.value ? b : a));
  const peak = `the highest is ${count(most.value)} at ${moment(most.atMs)}`;
  if (series.kind === 'level')
    return cut(
      `Line chart of ${title}: from ${count(first.value)} at ${moment(first.atMs)} to ${count(last.value)} at ${moment(last.atMs)}, within ${lasting(last.atMs - first.atMs)}; ${peak}.`,
      LONGEST,
    );
  const total = points.reduce((sum, { value }) => sum + value, 0);
  return cut(
    `Bar chart of ${title}: ${count(total)} in all, from ${count(first.value)} at ${moment(first.atMs)} to ${count(last.value)} at ${moment(last.atMs)}; ${peak}.`,
    LONGEST,
  );
}

function moment(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
