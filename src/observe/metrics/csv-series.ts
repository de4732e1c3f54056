import type { Line } from '../line.ts';
import { readTime } from '../times/read-time.ts';
import type { MetricSeries, Sample } from './collect-series.ts';
import type { PrintedSeries } from './printed-series.ts';

const CELL = /"((?:[^"]|""){0,400})"|([^",]{0,400})(?=,|$)/y;
const MOST_HEAD_ROWS = 12;
const LEAST_ROWS = 2;
const LONGEST_ROW = 4_096;

/**
 * Reads metrics as CloudWatch's console and Grafana download them as CSV: rows that say what each column is, the last of them above
 * rows of a moment and its values. `isKnown` tells whether a cell names something that is known.
 */
export function csvSeries(
  lines: readonly Line[],
  from: number,
  isKnown: (cell: string) => boolean,
): PrintedSeries | undefined {
  const head: string[][] = [];
  let next = from;
  for (; head.length < MOST_HEAD_ROWS && next < lines.length && !rowAt(lines, next); next++) {
    const text = (lines[next]?.verbatim ?? '').slice(0, LONGEST_ROW);
    if (!text.includes(',')) return undefined;
    head.push(cellsOf(text));
  }
  const columns = head.reduce((most, cells) => Math.max(most, cells.length), 0);
  if (columns < 2 || !head.some((cells) => cells.slice(1).some(isKnown))) return undefined;
  const first = next;
  const samples: Sample[][] = Array.from({ length: columns }, () => []);
  for (let row = rowAt(lines, next); row; row = rowAt(lines, ++next))
    for (const [i, sample] of row.entries()) if (sample) samples[i + 1]?.push(sample);
  if (next - first < LEAST_ROWS) return undefined;
  const seriesOf = (own: readonly Sample[], column: number): MetricSeries => ({
    names: head.flatMap((cells) => cells[column] || []),
    labels: new Map(),
    samples: own.toSorted((a, b) => a.atMs - b.atMs),
  });
  return { series: samples.map(seriesOf).filter((one) => one.samples.length > 0), next };
}

/** The samples of a row that begins with a moment; undefined for any other. Of its line as given: a value may look like a fraction of its second. */
function rowAt(lines: readonly Line[], at: number): (Sample | undefined)[] | undefined {
  const given = (lines[at]?.verbatim ?? '').slice(0, LONGEST_ROW);
  const [moment = '', ...values] = cellsOf(given);
  const atMs = readTime(moment, 0)?.atMs;
  if (atMs === undefined || values.length === 0 || !values.every(isValue)) return undefined;
  return values.map((text) =>
    text === '' ? undefined : { atMs, value: Number(text), text, line: at, column: given.indexOf(text) },
  );
}

function isValue(cell: string): boolean {
  return cell === '' || Number.isFinite(Number(cell));
}

function cellsOf(text: string): string[] {
  const cells: string[] = [];
  CELL.lastIndex = 0;
  while (CELL.lastIndex <= text.length) {
    const found = CELL.exec(text);
    if (!found) break;
    cells.push((found[1]?.replaceAll('""', '"') ?? found[2] ?? '').trim());
    const end = found.index + found[0].length;
    if (text[end] !== ',') break;
    CELL.lastIndex = end + 1;
  }
  return cells;
}
