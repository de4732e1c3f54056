import type { Series, SeriesPoint } from '../../model/series.ts';
import { cut } from '../cut.ts';
import { duration, formatNumber, utcTime } from '../in-words.ts';
import {
  forecastInWords,
  levelInWords,
  rateInWords,
  soundPoints,
  spansInWords,
  titleOf,
} from '../series-words.ts';
import { levelPlot } from './level-plot.ts';
import { PALETTE } from './palette.ts';
import { HEIGHT, LABEL_SIZE, MARGIN, WIDTH } from './plot-area.ts';
import { ratePlot } from './rate-plot.ts';
import { MOST_BARS, spanPlot } from './span-plot.ts';
import { clean, fitted, px, textAt } from './svg.ts';
import { dayOf } from './ticks.ts';

const TITLE_SIZE = 28;
const SUBTITLE_SIZE = 20;
/** Twice the pixels of the drawing: crisp on a dense display. */
const SCALE = 2;
const PLOTS = { level: levelPlot, rate: ratePlot, spans: spanPlot };

/** A picture as SVG, 800×360 shown in 1600×720 pixels, what it says in words, and its title. */
interface Chart {
  svg: string;
  altText: string;
  title: string;
}

/**
 * Draws a series: a line for a level, bars for a rate, horizontal bars for spans, over UTC time. Names may come from logs: they
 * are masked, escaped and cut. The same series always gives the same text. Its font is DejaVu Sans.
 */
export function drawChart(series: Series): Chart {
  const points = soundPoints(series);
  const plot =
    points.length > 0
      ? PLOTS[series.kind](points, series.forecast)
      : textAt(MARGIN, HEIGHT / 2, 'No numbers to show', { size: SUBTITLE_SIZE });
  const title = capitalised(clean(titleOf(series)));
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH * SCALE}" height="${HEIGHT * SCALE}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="DejaVu Sans">`,
    panel(),
    textAt(MARGIN, 48, fitted(title, TITLE_SIZE, WIDTH - 2 * MARGIN), { size: TITLE_SIZE }),
    textAt(MARGIN, 82, fitted(subtitle(series, points), SUBTITLE_SIZE, WIDTH - 2 * MARGIN), {
      size: SUBTITLE_SIZE,
      colour: PALETTE.mutedText,
    }),
    plot,
    dates(points),
    '</svg>',
  ];
  return { svg: parts.join(''), altText: altText(series, points), title };
}

function panel(): string {
  return `<rect x="0.5" y="0.5" width="${px(WIDTH - 1)}" height="${px(HEIGHT - 1)}" rx="12" fill="${PALETTE.panel}" stroke="${PALETTE.border}"/>`;
}

function subtitle({ kind, forecast }: Series, points: readonly SeriesPoint[]): string {
  if (kind === 'level') return levelInWords(points, forecast);
  if (kind === 'rate') return rateInWords(points);
  const more = points.length > MOST_BARS ? ` (the longest ${MOST_BARS} shown)` : '';
  return `${spansInWords(points)}${more}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The days that the times of the axis belong to. */
function dates(points: readonly SeriesPoint[]): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return '';
  const [from, to] = [dayOf(first.atMs), dayOf(last.atMs)];
  return textAt(WIDTH - MARGIN, HEIGHT - 12, `${from === to ? from : `${from} to ${to}`}, UTC`, {
    size: LABEL_SIZE,
    anchor: 'end',
    colour: PALETTE.mutedText,
  });
}

const LONGEST = 1_000;

/** What a chart shows, for who can't see it: what, where, from which number and time to which, and the peak; at most 1,000 characters. */
function altText(series: Series, points: readonly SeriesPoint[]): string {
  const title = clean(titleOf(series));
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return cut(`Chart of ${title}, without any points.`, LONGEST);
  if (series.kind === 'spans')
    return cut(`Chart of how long it lasted: ${title}. ${spansInWords(points)}.`, LONGEST);
  const most = points.reduce((a, b) => (b.value > a.value ? b : a));
  const peak = `the highest is ${formatNumber(most.value)} at ${utcTime(most.atMs)}`;
  if (series.kind === 'level')
    return cut(
      `Line chart of ${title}: from ${formatNumber(first.value)} at ${utcTime(first.atMs)} to ${formatNumber(last.value)} at ${utcTime(last.atMs)}, within ${duration(last.atMs - first.atMs)}; ${peak}.${series.forecast ? ` At this rate ${forecastInWords(series.forecast)}.` : ''}`,
      LONGEST,
    );
  const total = points.reduce((sum, { value }) => sum + value, 0);
  return cut(
    `Bar chart of ${title}: ${formatNumber(total)} in all, from ${formatNumber(first.value)} at ${utcTime(first.atMs)} to ${formatNumber(last.value)} at ${utcTime(last.atMs)}; ${peak}.`,
    LONGEST,
  );
}
