import { shortNumber } from '../in-words.ts';
import { PALETTE } from './palette.ts';
import { lineAt, textAt, widthOf } from './svg.ts';
import { numberTicks, timeTicks } from './ticks.ts';

export const WIDTH = 800;
export const HEIGHT = 360;
export const MARGIN = 28;
export const LABEL_SIZE = 18;
const TOP = 112;
const BOTTOM = 292;
const MOST_TIMES = 5;

/** Where the marks of a chart stand, in pixels. */
export interface PlotArea {
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Pixels of an event time and of a value. */
  x(atMs: number): number;
  y(value: number): number;
  /** Grid and axes with their labels, as SVG. */
  axes: string;
}

/** Lays out the axes: time from left to right, and numbers from 0 to `highest` where there are any. */
export function plotArea(fromMs: number, toMs: number, highest: number | undefined, right: number): PlotArea {
  const numbers = highest === undefined ? [] : numberTicks(highest);
  const labels = numbers.map((value) => shortNumber(value, numbers.at(-1)));
  const labelWidth = Math.max(0, ...labels.map((label) => widthOf(label, LABEL_SIZE)));
  const left = MARGIN + (numbers.length > 0 ? labelWidth + 8 : 0);
  const x = (atMs: number) => left + ((atMs - fromMs) / (toMs - fromMs)) * (right - left);
  const top = numbers.at(-1) ?? 1;
  const y = (value: number) => BOTTOM - (value / top) * (BOTTOM - TOP);
  const rows = numbers.map(
    (value, i) =>
      lineAt(left, y(value), right, y(value), value === 0 ? PALETTE.axis : PALETTE.grid) +
      textAt(left - 8, y(value) + 6, labels[i] ?? '', {
        size: LABEL_SIZE,
        anchor: 'end',
        colour: PALETTE.mutedText,
      }),
  );
  const columns = timeTicks(fromMs, toMs, MOST_TIMES).map(({ at, label }) => timeTick(x(at), label));
  const base = numbers.length === 0 ? lineAt(left, BOTTOM, right, BOTTOM, PALETTE.axis) : '';
  return { left, right, top: TOP, bottom: BOTTOM, x, y, axes: [...rows, ...columns, base].join('') };
}

function timeTick(x: number, label: string): string {
  const half = widthOf(label, LABEL_SIZE) / 2;
  const inside = Math.min(Math.max(x, MARGIN + half), WIDTH - MARGIN - half);
  return (
    lineAt(x, BOTTOM, x, BOTTOM + 6, PALETTE.axis) +
    textAt(inside, BOTTOM + 26, label, { size: LABEL_SIZE, anchor: 'middle', colour: PALETTE.mutedText })
  );
}
