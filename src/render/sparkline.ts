import type { Series, SeriesPoint } from '../model/series.ts';
import { levelInWords, rateInWords, soundPoints, spansInWords, titleOf } from './series-words.ts';

const MOST_CHARACTERS = 24;
const BLOCKS = '▁▂▃▄▅▆▇█';

/**
 * Values as a row of blocks from ▁ (none) to █ (the highest), at most `width` and never more than 24 characters.
 * Of values that share a character the highest is shown, so that no peak is lost.
 */
export function sparkline(points: readonly Pick<SeriesPoint, 'value'>[], width = MOST_CHARACTERS): string {
  const length = Math.max(0, Math.min(width, MOST_CHARACTERS, points.length));
  const bins = Array.from({ length }, () => 0);
  points.forEach(({ value }, i) => {
    const bin = Math.floor((i * length) / points.length);
    bins[bin] = Math.max(bins[bin] ?? 0, value);
  });
  const highest = Math.max(0, ...bins);
  return bins.map((value) => BLOCKS[highest > 0 ? Math.round((7 * value) / highest) : 0] ?? '').join('');
}

/** A series in one line, e.g. `CLOSE_WAIT sockets on app01  ▁▂▃▅█  12 → 38 in 40 min`; untrusted names are cut. */
export function describeSeries(series: Series): string {
  const points = soundPoints(series);
  if (points.length === 0) return titleOf(series);
  if (series.kind === 'spans') return `${titleOf(series)}  ${spansInWords(points)}`;
  const words = series.kind === 'level' ? levelInWords(points, series.forecast) : rateInWords(points);
  return `${titleOf(series)}  ${sparkline(points)}  ${words}`;
}
