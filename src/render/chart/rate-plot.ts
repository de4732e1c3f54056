import type { SeriesPoint } from '../../model/series.ts';
import { shortNumber } from '../in-words.ts';
import { PALETTE } from './palette.ts';
import { placeLabels } from './place-labels.ts';
import { MARGIN, type PlotArea, plotArea, WIDTH } from './plot-area.ts';
import { px } from './svg.ts';

const MINUTE_MS = 60_000;
const WIDEST_BAR = 44;
/** So many bars that a number on each would be noise. */
const MOST_NUMBERED = 16;

/** A bar for each bin, with the highest, the first and the last value written over them, or all where they are few. `points` has at least one. */
export function ratePlot(points: readonly SeriesPoint[]): string {
  const binMs = binOf(points);
  const [first, last] = [points[0]?.atMs ?? 0, points.at(-1)?.atMs ?? 0];
  const highest = Math.max(...points.map(({ value }) => value));
  const area = plotArea(first, last + binMs, highest, WIDTH - MARGIN);
  return [area.axes, ...bars(points, binMs, area), ...labels(points, binMs, area)].join('');
}

function binOf(points: readonly SeriesPoint[]): number {
  const gaps = points.slice(1).map(({ atMs }, i) => atMs - (points[i]?.atMs ?? 0));
  const least = Math.min(...gaps.filter((gap) => gap > 0));
  return Number.isFinite(least) ? least : MINUTE_MS;
}

function bars(points: readonly SeriesPoint[], binMs: number, { x, y, bottom }: PlotArea): string[] {
  return points.map(({ atMs, value }) => {
    const room = x(atMs + binMs) - x(atMs);
    const width = Math.min(WIDEST_BAR, Math.max(room - 1, room * 0.8));
    const left = x(atMs) + (room - width) / 2;
    const height = bottom - y(value);
    return height > 0
      ? `<rect x="${px(left)}" y="${px(bottom - height)}" width="${px(width)}" height="${px(height)}" fill="${PALETTE.rate}"/>`
      : '';
  });
}

function labels(points: readonly SeriesPoint[], binMs: number, area: PlotArea): string[] {
  const { x, y } = area;
  const most = points.reduce((a, b) => (b.value > a.value ? b : a));
  const chosen = [most, ...points.slice(0, 1), ...points.slice(-1)];
  const shown = new Set(points.length <= MOST_NUMBERED ? [...chosen, ...points] : chosen);
  const wanted = [...shown].filter(({ value }) => value > 0);
  const topOf = (left: number, right: number) =>
    Math.min(
      Infinity,
      ...points.filter(({ atMs }) => x(atMs + binMs) > left && x(atMs) < right).map(({ value }) => y(value)),
    );
  return placeLabels(
    wanted.map(({ atMs, value }) => ({
      x: x(atMs + binMs / 2),
      y: y(value) - 7,
      text: shortNumber(value),
      anchor: 'middle',
      mayRise: 1,
    })),
    topOf,
  );
}
