import type { ObservationKind } from '../../model/fields.ts';
import type { Observation } from '../../model/observation.ts';
import type { BlockRead, BlockReader } from '../block-reader.ts';
import { claimed, type Drafted, observeLines, type Table, tableReader } from '../tables/table-reader.ts';
import { awsTableSeries } from './aws-table-series.ts';
import { awsTextSeries } from './aws-text-series.ts';
import { createSeriesCollector, type MetricSeries, type Sample } from './collect-series.ts';
import { csvSeries } from './csv-series.ts';
import { jsonLeaves } from './json-leaves.ts';
import { type Meaning, meaningOf } from './metric-names.ts';
import type { PrintedSeries } from './printed-series.ts';

/** One of these keys stands near the top of each such document. */
const TELLING =
  /"(?:MetricDataResults|Datapoints|Timestamps|resultType|metric_stream_name|__name__)"\s{0,4}:/;
const LOOK_AHEAD_LINES = 20;
const LOOK_AHEAD_CHARACTERS = 4_096;

function begins(table: Table, from: number): boolean {
  if (!/^\s*[[{]/.test((table.lines[from]?.text ?? '').slice(0, 64))) return false;
  const ahead = table.lines.slice(from, from + LOOK_AHEAD_LINES).map(({ text }) => text);
  return TELLING.test(ahead.join('\n').slice(0, LOOK_AHEAD_CHARACTERS));
}

/** A name may stand within a label: `NAT nat-0a1b ErrorPortAllocation`. What else the label says tells whose it is. */
function readName({ names, labels }: MetricSeries): { meaning: Meaning; of: string } | undefined {
  for (const text of names) {
    const words = text.split(/[\s"',;:()=]+/).filter((word) => word !== '');
    for (const word of words) {
      const meaning = meaningOf(word, labels.get('state'));
      if (meaning) return { meaning, of: whose(labels, words, word) };
    }
  }
  return undefined;
}

const OF_METRIC = new Set(['__name__', 'state', 'endpoint', 'prometheus', 'container', 'service']);

function whose(labels: ReadonlyMap<string, string>, words: readonly string[], name: string): string {
  const values = [...labels].filter(([label]) => !OF_METRIC.has(label)).map(([, value]) => value);
  const others = words.filter((word) => word !== name && /\d/.test(word));
  return [...new Set([...values, ...others])].join(' ').slice(0, 120);
}

/** The lines of a document, one of which may be all of it: of a long one the sample alone is quoted. */
const LONGEST_QUOTE = 300;

function observed(
  table: Table,
  { atMs, line, column, text }: Sample,
  kind: ObservationKind,
  fields: Drafted,
) {
  const timed = { ...table, preamble: { ...table.preamble, atMs } };
  const row = observeLines(timed, kind, line, line, fields);
  if (row.verbatim.length <= LONGEST_QUOTE) return row;
  const shown = row.verbatim.slice(Math.max(0, column - 40), column + text.length + 2);
  return { ...row, text: shown, verbatim: shown };
}

/** Each moment of a machine is one snapshot of its sockets, whatever series tell of it. */
function snapshotNames(table: Table): (host: string, atMs: number) => string {
  const names = new Map<string, string>();
  return (host, atMs) => {
    const key = `${host} ${atMs}`;
    const name = names.get(key) ?? table.context.nextSnapshot();
    names.set(key, name);
    return name;
  };
}

function observeSeries(table: Table, series: MetricSeries, snapshotAt: ReturnType<typeof snapshotNames>) {
  const read = readName(series);
  if (!read) return [];
  const { meaning, of } = read;
  const rows = (samples: readonly Sample[], kind: ObservationKind, fields: (sample: Sample) => Drafted) =>
    samples.map((sample) => observed(table, sample, kind, fields(sample)));
  if (meaning.is === 'figure')
    return rows(series.samples, 'figure', ({ value }) => ({ ...meaning.figure, value, of }));
  if (meaning.is !== 'state') {
    const samples = happened(series, meaning.is);
    const together = meaning.is === 'events' && samples.length > 1 ? inAll(samples) : {};
    return rows(samples, 'counter', ({ value }) => ({ name: meaning.name, value, of, ...together }));
  }
  const host = series.labels.get('instance') ?? series.labels.get('host') ?? of;
  return rows(series.samples, 'state-count', ({ atMs, value }) => {
    const count = Math.round(value);
    return { snapshot: snapshotAt(host, atMs), state: meaning.state, count, host, source: 'metrics' };
  });
}

/** The periods in which something was counted, or how much in all. Where nothing was, the last sample says so. */
function happened({ samples }: MetricSeries, is: 'events' | 'total'): readonly Sample[] {
  const counted = is === 'total' ? risen(samples) : samples.filter(({ value }) => value > 0);
  return counted.length > 0 ? counted : samples.slice(-1).map((last) => ({ ...last, value: 0 }));
}

function inAll(samples: readonly Sample[]): Drafted {
  return { total: samples.reduce((sum, { value }) => sum + value, 0) };
}

/** By how much a number that only a restart sets back rose in all, where it did last. What it was before says nothing. */
function risen(samples: readonly Sample[]): Sample[] {
  let [by, last]: [number, Sample | undefined] = [0, undefined];
  samples.forEach((sample, i) => {
    const more = i === 0 ? 0 : sample.value - (samples[i - 1]?.value ?? 0);
    if (more === 0) return;
    by += more > 0 ? more : sample.value;
    last = sample;
  });
  return last === undefined ? [] : [{ ...(last as Sample), value: by }];
}

function readSeries(table: Table, from: number): BlockRead | undefined {
  if (!begins(table, from)) return undefined;
  const snapshotAt = snapshotNames(table);
  const observations: Observation[] = [];
  let next = from;
  while (next < table.lines.length && (next === from || begins(table, next))) {
    const collector = createSeriesCollector();
    const leaves = jsonLeaves(table.lines, next);
    let leaf = leaves.next();
    for (; leaf.done !== true; leaf = leaves.next()) collector.add(leaf.value);
    for (const series of collector.end()) observations.push(...observeSeries(table, series, snapshotAt));
    if (leaf.value <= next) break;
    next = leaf.value;
  }
  return claimed({ next, observations, unread: 0 }, from);
}

/** The readers of printed forms, by how a line and the one below begin: most lines are none of them. */
function printedAt({ lines }: Table, from: number): PrintedSeries | undefined {
  const [text, below] = [lines[from]?.text ?? '', lines[from + 1]?.text ?? ''];
  if (text.startsWith('|') || text.startsWith('---')) return awsTableSeries(lines, from);
  if (text.startsWith('METRICDATARESULTS') || below.startsWith('DATAPOINTS'))
    return awsTextSeries(lines, from);
  return COLUMNS.test(text) ? csvSeries(lines, from, isKnown) : undefined;
}

function isKnown(cell: string): boolean {
  return readName({ names: [cell], labels: new Map(), samples: [] }) !== undefined;
}

/** How the first row of a saved graph begins: what its columns are, or the moment. */
const COLUMNS = /^"?(?:Full label|Label|ID|Id|Metric(?:Name)?|Time|Timestamp|Series)"?,/;

function readPrinted(table: Table, from: number): BlockRead | undefined {
  const printed = printedAt(table, from);
  if (!printed) return undefined;
  const snapshotAt = snapshotNames(table);
  const observations = printed.series.flatMap((series) => observeSeries(table, series, snapshotAt));
  return claimed({ next: printed.next, observations, unread: 0 }, from);
}

/**
 * Reads metrics over time that are printed for people: `aws cloudwatch get-metric-data` and `get-metric-statistics` with `--output text`
 * or `table`, and the CSV of a graph.
 */
export const printedMetrics: BlockReader = tableReader('metric series', readPrinted);

/**
 * Reads metrics over time: the JSON of `aws cloudwatch get-metric-data` and `get-metric-statistics`, records of a CloudWatch metric
 * stream, and Prometheus' `/api/v1/query_range` and `/api/v1/query`. What is in use of something limited becomes figures, sockets by
 * state become counts, and what was counted in a period becomes counters.
 */
export const metricSeries: BlockReader = tableReader('metric series', readSeries);
