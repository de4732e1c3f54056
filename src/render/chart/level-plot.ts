import type { SeriesForecast, SeriesPoint } from '../../model/series.ts';
import { shortNumber } from '../in-words.ts';
import { PALETTE } from './palette.ts';
import { type Label, placeLabels, VALUE_SIZE } from './place-labels.ts';
import { MARGIN, type PlotArea, plotArea, WIDTH } from './plot-area.ts';
import { lineAt, px, textAt, widthOf } from './svg.ts';

/** A level of one moment is shown in the middle of a minute. */
const HALF_MINUTE_MS = 30_000;
/** So many looks that a dot on each would hide the line. */
const MOST_DOTS = 40;
/** Further from its point, a value would seem to belong to another. */
const MAY_RISE = 36;

/**
 * A line over a filled area, with the first, the highest and the last value written at their points; where a limit lies ahead, the way to
 * it. `points` has at least one.
 */
export function levelPlot(points: readonly SeriesPoint[], forecast?: SeriesForecast): string {
  const times = points.map(({ atMs }) => atMs);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const pad = first === last ? HALF_MINUTE_MS : 0;
  const lastLabel = shortNumber(points.at(-1)?.value ?? 0);
  const right = WIDTH - MARGIN - widthOf(lastLabel, VALUE_SIZE) - 12;
  const highest = Math.max(...points.map(({ value }) => value), forecast?.value ?? 0);
  const end = forecast ? Math.min(forecast.toMs ?? forecast.atMs, last + MOST_AHEAD * (last - first)) : last;
  const area = plotArea(first - pad, end + pad, highest, right);
  const ahead = forecast ? wayToLimit(points.at(-1), forecast, end, area) : '';
  return [
    area.axes,
    ahead,
    filled(points, area),
    ...dots(points, area),
    ...labels(points, area, forecast !== undefined),
  ].join('');
}

/** What lies ahead takes at most as much of the chart as three times what was seen. */
const MOST_AHEAD = 3;

/** The limit as a line, the way to it dashed, and around it where that may be in 95 of 100 cases; cut at the end of the chart. */
function wayToLimit(
  last: SeriesPoint | undefined,
  { value, limit, atMs, fromMs, toMs = atMs }: SeriesForecast,
  endMs: number,
  { x, y, left, right }: PlotArea,
): string {
  if (!last) return '';
  const place = (ms: number) => {
    const seenMs = Math.min(ms, endMs);
    const risen = ms === last.atMs ? 1 : (seenMs - last.atMs) / (ms - last.atMs);
    return `${px(x(seenMs))} ${px(y(last.value + (value - last.value) * risen))}`;
  };
  const start = `${px(x(last.atMs))} ${px(y(last.value))}`;
  const corner = `${px(x(Math.min(fromMs, endMs)))} ${px(y(value))}L${px(x(endMs))} ${px(y(value))}`;
  const cone =
    fromMs < endMs ? `${place(fromMs)}L${corner}L${place(toMs)}` : `${place(fromMs)}L${place(toMs)}`;
  return (
    `<path d="M${start}L${cone}Z" fill="${PALETTE.limit}" fill-opacity="0.12"/>` +
    `<path d="M${start}L${place(atMs)}" fill="none" stroke="${PALETTE.limit}" stroke-width="2" stroke-dasharray="6 5"/>` +
    lineAt(left, y(value), right, y(value), PALETTE.limit) +
    textAt(left + 6, y(value) + VALUE_SIZE, limit, { size: VALUE_SIZE, colour: PALETTE.limit, rimmed: true })
  );
}

function filled(points: readonly SeriesPoint[], { x, y, bottom }: PlotArea): string {
  const path = points.map(({ atMs, value }) => `${px(x(atMs))} ${px(y(value))}`).join('L');
  const [from, to] = [x(points[0]?.atMs ?? 0), x(points.at(-1)?.atMs ?? 0)];
  return (
    `<path d="M${px(from)} ${px(bottom)}L${path}L${px(to)} ${px(bottom)}Z" fill="${PALETTE.level}" fill-opacity="0.14"/>` +
    `<path d="M${path}" fill="none" stroke="${PALETTE.level}" stroke-width="2.5" stroke-linejoin="round" stroke-linecap="round"/>`
  );
}

function dots(points: readonly SeriesPoint[], { x, y }: PlotArea): string[] {
  const shown = points.length <= MOST_DOTS ? points : points.slice(-1);
  return shown.map(
    ({ atMs, value }) =>
      `<circle cx="${px(x(atMs))}" cy="${px(y(value))}" r="3.5" fill="${PALETTE.level}" stroke="${PALETTE.panel}" stroke-width="1.5"/>`,
  );
}

function labels(points: readonly SeriesPoint[], area: PlotArea, goesOn: boolean): string[] {
  const { x, y } = area;
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return [];
  const most = points.reduce((a, b) => (b.value > a.value ? b : a));
  const end: Label = {
    x: x(last.atMs) + 10,
    // Under the way ahead, which begins here.
    y: y(last.value) + (goesOn ? VALUE_SIZE : 5),
    text: shortNumber(last.value),
    anchor: 'start',
    mayRise: 0,
  };
  const above = ({ atMs, value }: SeriesPoint, anchor: Label['anchor'], mayRise: number): Label => ({
    x: x(atMs),
    y: y(value) - 10,
    text: shortNumber(value),
    anchor,
    mayRise,
  });
  const peak = most.value > first.value && most.value > last.value ? [above(most, 'middle', 1)] : [];
  const begin = first === last ? [] : [above(first, 'start', MAY_RISE)];
  return placeLabels([end, ...peak, ...begin], (left, right) => topOf(points, area, left, right));
}

/** The highest pixel of the line between two others, also where it has no point there. */
function topOf(points: readonly SeriesPoint[], { x, y }: PlotArea, left: number, right: number): number {
  let top = Infinity;
  points.forEach((point, i) => {
    const before = points[i - 1] ?? point;
    const [x1, y1, x2, y2] = [x(before.atMs), y(before.value), x(point.atMs), y(point.value)];
    if (x2 < left || x1 > right) return;
    const at = (place: number) =>
      x2 === x1 ? Math.min(y1, y2) : y1 + ((place - x1) / (x2 - x1)) * (y2 - y1);
    top = Math.min(top, at(Math.max(left, x1)), at(Math.min(right, x2)));
  });
  return top;
}
