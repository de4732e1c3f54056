import type { BlockRead, BlockReader } from '../block-reader.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

/** A report of one queue with a line for each of its figures. */
interface Report {
  begins: RegExp;
  queue: RegExp;
  messages: RegExp;
  consumers?: RegExp;
  /** What came in and what went out: where a cut report does not name what is left, their difference is. */
  taken?: readonly [RegExp, RegExp];
}

/** `nats consumer info`, `beanstalkd`'s stats-tube, the attributes that Amazon SQS answers, and `pulsar-admin topics stats`. */
const REPORTS: readonly Report[] = [
  {
    begins: /^\s*Information for Consumer \S/,
    queue: /^\s*Information for Consumer (\S{1,255} > \S{1,255})/,
    messages: /^\s*Unprocessed Messages: ([\d,]{1,15})/,
  },
  {
    begins: /^\s*(?:name: \S|current-jobs-(?:urgent|ready): \d)/,
    queue: /^\s*name: ["']?(\S{1,200}?)["']?\s*$/,
    messages: /^\s*current-jobs-ready: (\d{1,12})\s*$/,
    consumers: /^\s*current-watching: (\d{1,9})\s*$/,
  },
  {
    begins: /^\s*(?:\{?\s*"Attributes": \{|"ApproximateNumberOfMessages": ")/,
    queue: /"QueueArn": "arn:[\w-]{1,20}:sqs:[\w-]{0,30}:\d{0,20}:([\w.-]{1,100})"/,
    messages: /"ApproximateNumberOfMessages": "(\d{1,12})"/,
  },
  {
    begins: /^\s*\{?\s*"msgRateIn"\s?:/,
    queue: /"(?:topicName|name)"\s?:\s?"(\S{1,255})"/,
    messages: /"msgBacklog"\s?:\s?(\d{1,12})/,
    taken: [/"msgInCounter"\s?:\s?(\d{1,15})/, /"msgOutCounter"\s?:\s?(\d{1,15})/],
  },
];
const MOST_LINES = 60;
const LONGEST_LINE = 600;

function figure(value: string | undefined): number | undefined {
  return value === undefined ? undefined : Number(value.replaceAll(',', ''));
}

/** The line after the report: at two empty lines, at another report, or where something else stands. */
function endOf(table: Table, from: number): number {
  let next = from + 1;
  let afterEmpty = false;
  while (next < table.lines.length && next < from + MOST_LINES) {
    const text = (table.lines[next]?.text ?? '').slice(0, LONGEST_LINE);
    const empty = text.trim() === '';
    if (empty && afterEmpty) break;
    if (afterEmpty && REPORTS.some(({ begins }) => begins.test(text))) break;
    if (!empty && !/^\s*(?:[A-Za-z"][\w "'.-]{0,60}:|[{}\]],?\s*$)/.test(text)) break;
    afterEmpty = empty;
    next += 1;
  }
  return next;
}

function leftIn(table: Table, { taken }: Report, from: number, end: number): number | undefined {
  const texts = table.lines.slice(from, end).map(({ text }) => text.slice(0, LONGEST_LINE));
  const [came, went] = (taken ?? []).map((pattern) =>
    figure(texts.map((text) => pattern.exec(text)?.[1]).find((value) => value !== undefined)),
  );
  return came === undefined || went === undefined ? undefined : Math.max(0, came - went);
}

function readReport(table: Table, from: number): BlockRead | undefined {
  const opening = (table.lines[from]?.text ?? '').slice(0, LONGEST_LINE);
  const next = opening.trim() === '{' ? (table.lines[from + 1]?.text ?? '').slice(0, LONGEST_LINE) : '';
  const report = REPORTS.find(({ begins }) => begins.test(opening + next));
  if (report === undefined) return undefined;
  const end = endOf(table, from);
  let last = from;
  const found = new Map<string, string>();
  for (let index = from; index < end; index += 1) {
    const text = (table.lines[index]?.text ?? '').slice(0, LONGEST_LINE);
    for (const name of ['queue', 'messages', 'consumers'] as const) {
      const value = report[name]?.exec(text)?.[1];
      if (value === undefined || found.has(name)) continue;
      found.set(name, value);
      last = index;
    }
  }
  const messages = figure(found.get('messages')) ?? leftIn(table, report, from, end);
  if (messages === undefined) return undefined;
  if (!found.has('messages')) last = end - 1;
  const drafted = { queue: found.get('queue'), messages, consumers: figure(found.get('consumers')) };
  return { next: end, observations: [observeLines(table, 'queue', from, last, drafted)], unread: 0 };
}

/** Reads reports of one queue with one line per value: `nats consumer info`, beanstalkd's stats-tube, the attributes of an SQS queue, `pulsar-admin topics stats`. */
export const labelledDepth: BlockReader = tableReader('queue report', readReport);
