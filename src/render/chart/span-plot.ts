import type { SeriesPoint } from '../../model/series.ts';
import { duration } from '../in-words.ts';
import { PALETTE } from './palette.ts';
import { VALUE_SIZE } from './place-labels.ts';
import { MARGIN, type PlotArea, plotArea, WIDTH } from './plot-area.ts';
import { px, textAt, widthOf } from './svg.ts';

/** Bars that have room beneath each other. */
export const MOST_BARS = 8;
const THICKEST_BAR = 30;
const NARROWEST_BAR = 3;
const LEAST_RANGE_MS = 10_000;

/** A bar from beginning to end for each span, the longest eight where there are more, with its length beside it. `points` has at least one. */
export function spanPlot(points: readonly SeriesPoint[]): string {
  const shown = longest(points);
  const begin = Math.min(...shown.map(({ atMs }) => atMs));
  const end = Math.max(...shown.map(({ atMs, value }) => atMs + value * 1000));
  const pad = Math.max(LEAST_RANGE_MS, end - begin) / 8;
  const area = plotArea(Math.max(0, begin - pad), end + pad, undefined, WIDTH - MARGIN);
  const room = (area.bottom - area.top) / shown.length;
  return [
    area.axes,
    ...shown.map((point, i) =>
      bar(point, area, area.top + room * (i + 0.5), Math.min(THICKEST_BAR, room * 0.6)),
    ),
  ].join('');
}

function longest(points: readonly SeriesPoint[]): SeriesPoint[] {
  return points
    .toSorted((a, b) => (length(b) > length(a) ? 1 : length(b) < length(a) ? -1 : a.atMs - b.atMs))
    .slice(0, MOST_BARS)
    .toSorted((a, b) => a.atMs - b.atMs);
}

/** What has not ended is the longest of all. */
function length({ value }: SeriesPoint): number {
  return value === 0 ? Infinity : value;
}

function bar({ atMs, value }: SeriesPoint, { x, left, right }: PlotArea, y: number, height: number): string {
  const from = x(atMs);
  const to = value === 0 ? right : x(atMs + value * 1000);
  const width = Math.max(NARROWEST_BAR, to - from);
  const text = value === 0 ? 'not ended' : duration(value * 1000);
  const needed = widthOf(text, VALUE_SIZE) + 10;
  const label = { size: VALUE_SIZE };
  const written =
    from + width + needed <= right
      ? textAt(from + width + 8, y + 5, text, label)
      : from - needed >= left
        ? textAt(from - 8, y + 5, text, { ...label, anchor: 'end' })
        : textAt(from + 10, y + 5, text, { ...label, colour: PALETTE.panel });
  return `<rect x="${px(from)}" y="${px(y - height / 2)}" width="${px(width)}" height="${px(height)}" rx="3" fill="${PALETTE.spans}"/>${written}`;
}
