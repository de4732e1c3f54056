import type { Line } from '../line.ts';
import { STATISTICS } from './collect-series.ts';
import { draftedSeries, type PrintedSeries, printedValue, type SeriesDraft } from './printed-series.ts';

const TITLE = /^\|+\s+GetMetric(?:Data|Statistics)\s+\|+\s*$/;
const RULE = /^[|+-]{8,}\s*$/;
const ROW = /^\|+(.*?)\|+\s*$/;

/**
 * Reads what `aws cloudwatch get-metric-data` and `get-metric-statistics` print with `--output table` (aws-cli, awscli/table.py): a box
 * for each list, its name above it.
 */
export function awsTableSeries(lines: readonly Line[], from: number): PrintedSeries | undefined {
  const first = lines[from]?.text ?? '';
  const start = RULE.test(first) ? from + 1 : from;
  if (!TITLE.test((lines[start]?.text ?? '').slice(0, 700))) return undefined;
  const table = createTable(lines);
  let next = start + 1;
  for (; next < lines.length; next++) {
    const text = (lines[next]?.text ?? '').slice(0, 700);
    if (RULE.test(text) || TITLE.test(text)) continue;
    const row = ROW.exec(text)?.[1];
    if (row === undefined) break;
    table.row(
      row.split('|').map((cell) => cell.trim()),
      next,
    );
  }
  return { series: table.drafts.map(draftedSeries), next };
}

/** Takes the rows of a box, one after the other. */
function createTable(lines: readonly Line[]) {
  const drafts: SeriesDraft[] = [];
  let header: readonly string[] = [];
  let list: string | undefined;
  const point = (cells: readonly string[], at: number): void => {
    const cell = (name: string) => cells[header.indexOf(name)] ?? '';
    const name = STATISTICS.find((statistic) => header.includes(statistic)) ?? '';
    const value = printedValue(lines, at, cell(name));
    if (!value) return;
    drafts.at(-1)?.times.push(cell('Timestamp'));
    drafts.at(-1)?.values.push(value);
  };
  const item = (cell: string, at: number): void => {
    if (LISTS.has(cell)) list = cell;
    else if (list === 'Timestamps') drafts.at(-1)?.times.push(cell);
    const value = list === 'Values' ? printedValue(lines, at, cell) : undefined;
    if (value) drafts.at(-1)?.values.push(value);
  };
  return {
    drafts,
    row(cells: readonly string[], at: number): void {
      const [first = ''] = cells;
      if (cells.length === 1) return item(first, at);
      if (first === 'Label' && cells.length === 2)
        drafts.push({ names: cells.slice(1), times: [], values: [] });
      else if (cells.includes('Timestamp') || cells.includes('Label')) header = cells;
      else if (header.includes('Timestamp')) point(cells, at);
      else drafts.push({ names: cells, times: [], values: [] });
    },
  };
}

const LISTS = new Set(['MetricDataResults', 'Datapoints', 'Timestamps', 'Values', 'Messages']);
