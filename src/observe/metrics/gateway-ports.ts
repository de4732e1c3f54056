import type { BlockRead, BlockReader } from '../block-reader.ts';
import { observeLines, type Table, tableReader } from '../tables/table-reader.ts';
import { commandAbove } from './command-above.ts';
import { askedMetric, jsonPorts, type PortSample, rowPorts } from './port-series.ts';

const LOOK_AHEAD_LINES = 12;
const NAMED =
  /(?:used|allocated)[ _]?snat|snat[ _]?connection|port_usage|allocated_ports|nat_allocation_failed|dropped_sent_packets/i;
const RULE = /^[-+|=\s]{3,}$/;
/** Each of these heads a table of a command that names the metric. */
const NUMBERS = /^\s*\d{1,9}(?:\.\d{1,6})?(?:[\t ,]+\d{1,9}(?:\.\d{1,6})?){0,60}\s*$/;

function textAt(table: Table, index: number): string {
  return (table.lines[index]?.text ?? '').slice(0, 600);
}

function namesAhead(table: Table, from: number): boolean {
  for (let index = from; index < from + LOOK_AHEAD_LINES; index += 1)
    if (NAMED.test(textAt(table, index))) return true;
  return false;
}

function observed(table: Table, { meaning, line, value, atMs }: PortSample) {
  const timed = atMs === undefined ? table : { ...table, preamble: { ...table.preamble, atMs } };
  if (meaning.is === 'failed')
    return observeLines(timed, 'counter', line, line, { name: meaning.name, value });
  const figure = { resource: 'ports', side: meaning.is, product: '', value };
  return observeLines(timed, 'figure', line, line, figure);
}

/** Failures: the periods that had any, or one that says that none had. Amounts: the latest of the document. */
function telling(samples: readonly PortSample[]): PortSample[] {
  const failed = samples.filter(({ meaning }) => meaning.is === 'failed');
  const had = failed.filter(({ value }) => value > 0);
  const sides = (['used', 'limit'] as const).flatMap((side) => {
    const latest = samples
      .filter(({ meaning }) => meaning.is === side)
      .reduce<PortSample | undefined>(
        (last, one) => (last && (last.atMs ?? 0) > (one.atMs ?? 0) ? last : one),
        undefined,
      );
    return latest ?? [];
  });
  return [...(had.length > 0 ? had : failed.slice(-1)), ...sides];
}

function readJson(table: Table, from: number, command: string): BlockRead | undefined {
  if (!namesAhead(table, from)) return undefined;
  const { samples, next } = jsonPorts(table.lines, from, command);
  return blockOf(table, samples, next);
}

/** Rows that name their metric, below a heading of columns and a rule. */
function readRows(table: Table, from: number, command: string): BlockRead | undefined {
  const samples: PortSample[] = [];
  let next = from;
  for (let index = from; index < table.lines.length; index += 1) {
    const line = table.lines[index];
    const found = line === undefined ? [] : rowPorts(line, index, command);
    const isHeading = samples.length === 0 && index < from + 2;
    if (found.length === 0 && !isHeading && !RULE.test(textAt(table, index))) break;
    samples.push(...found);
    if (found.length > 0) next = index + 1;
  }
  return blockOf(table, samples, next);
}

/** Numbers alone below a command that names the one metric. */
function readNumbers(table: Table, from: number, command: string): BlockRead | undefined {
  const meaning = askedMetric(command);
  if (meaning === undefined) return undefined;
  const samples: PortSample[] = [];
  let next = from;
  for (; next < table.lines.length && NUMBERS.test(textAt(table, next)); next += 1)
    for (const value of textAt(table, next)
      .trim()
      .split(/[\t ,]+/))
      samples.push({ meaning, line: next, value: Number(value) });
  return blockOf(table, samples, next);
}

function blockOf(table: Table, samples: readonly PortSample[], next: number): BlockRead | undefined {
  if (samples.length === 0) return undefined;
  return { next, observations: telling(samples).map((sample) => observed(table, sample)), unread: 0 };
}

function readPorts(table: Table, from: number): BlockRead | undefined {
  const text = textAt(table, from);
  const command = table.preamble.command ?? commandAbove(table.lines, from);
  if (/^\s*[[{]/.test(text)) return readJson(table, from, command) ?? undefined;
  if (NUMBERS.test(text)) return readNumbers(table, from, command);
  return namesAhead(table, from) && !text.includes('--metric') ? readRows(table, from, command) : undefined;
}

/**
 * Reads the source ports of NAT gateways and load balancers: how many are used and allocated, and connections that got none, of
 * `az monitor metrics list`, Cloud Monitoring and CloudWatch, as JSON, as a table or as numbers below the command that names the metric.
 */
export const gatewayPorts: BlockReader = tableReader('ports of a gateway', readPorts, true);
