import type { Line } from '../line.ts';
import { readTime } from '../times/read-time.ts';
import type { MetricSeries, Sample } from './collect-series.ts';

/** Series that stand in lines from one on, and the index of the line behind them. */
export interface PrintedSeries {
  series: MetricSeries[];
  next: number;
}

/** A series whose moments and values may come one after the other. */
export interface SeriesDraft {
  names: readonly string[];
  times: string[];
  values: Omit<Sample, 'atMs'>[];
}

/** A value as printed in a line; undefined where it is no number. */
export function printedValue(
  lines: readonly Line[],
  line: number,
  text: string,
): SeriesDraft['values'][number] | undefined {
  const value = Number(text);
  if (text === '' || !Number.isFinite(value)) return undefined;
  return { value, text, line, column: Math.max(0, (lines[line]?.text ?? '').indexOf(text)) };
}

/** The series of a draft, its samples in the order of their times; what has no time is left out. */
export function draftedSeries({ names, times, values }: SeriesDraft): MetricSeries {
  const samples = values.flatMap((value, i): Sample[] => {
    const atMs = readTime(times[i] ?? '', 0)?.atMs;
    return atMs === undefined ? [] : [{ ...value, atMs }];
  });
  return { names, labels: new Map(), samples: samples.toSorted((a, b) => a.atMs - b.atMs) };
}
