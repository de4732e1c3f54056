import type { Line } from '../line.ts';
import { draftedSeries, type PrintedSeries, printedValue, type SeriesDraft } from './printed-series.ts';

const RESULT = /^METRICDATARESULTS\s+(\S.{0,600})$/;
const ITEM = /^(TIMESTAMPS|VALUES)\s+(\S{1,40})\s*$/;
/** The statistics that were asked for, in the order of their names, so that Sum comes last; then the moment, then the unit. */
const POINT =
  /^DATAPOINTS\s+(?:\S{1,40}\s+)*?(-?[\d.eE+-]{1,30})\s+(\d{4}-\d\d-\d\dT\S{8,25})(?:\s+\S{1,40})?\s*$/;
const BESIDE = /^(?:MESSAGES|NEXTTOKEN)\b/;

/**
 * Reads what `aws cloudwatch get-metric-data` and `get-metric-statistics` print with `--output text` (aws-cli, awscli/text.py): each
 * list under its name in capitals, a line for each member.
 */
export function awsTextSeries(lines: readonly Line[], from: number): PrintedSeries | undefined {
  const drafts: SeriesDraft[] = [];
  let next = from;
  for (; next < lines.length; next++) {
    const text = textAt(lines, next);
    const names = RESULT.exec(text)?.[1] ?? labelAt(lines, next);
    if (names !== undefined) drafts.push({ names: names.split('\t'), times: [], values: [] });
    else if (!take(drafts.at(-1), lines, next, text) && !BESIDE.test(text)) break;
  }
  return drafts.length === 0 ? undefined : { series: drafts.map(draftedSeries), next };
}

function textAt(lines: readonly Line[], at: number): string {
  return (lines[at]?.text ?? '').slice(0, 700);
}

/** The label of GetMetricStatistics stands alone above its points. */
function labelAt(lines: readonly Line[], at: number): string | undefined {
  const [text, below] = [textAt(lines, at), textAt(lines, at + 1)];
  return POINT.test(below) && !POINT.test(text) ? text : undefined;
}

function take(draft: SeriesDraft | undefined, lines: readonly Line[], at: number, text: string): boolean {
  const [, list, item = ''] = ITEM.exec(text) ?? [];
  const [, printed, time] = POINT.exec(text) ?? [];
  if (draft === undefined || (list ?? printed) === undefined) return false;
  if (list === 'TIMESTAMPS') draft.times.push(item);
  if (time !== undefined) draft.times.push(time);
  const value = list === 'TIMESTAMPS' ? undefined : printedValue(lines, at, printed ?? item);
  if (value) draft.values.push(value);
  return true;
}
