import type { BlockRead, BlockReader } from '../block-reader.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

const HEADING = /^\s*(?:GROUP|TOPIC|Group|Topic)\b.{0,300}\b(?:LAG|Lag)\b/;
const LONGEST_ROW = 4000;
const CONSUMER_COLUMNS = ['consumer-id', 'member-id', 'owner'];

/** Which cell of a row is what; -1 for a column that the tool does not print. */
interface Columns {
  group: number;
  topic: number;
  partition: number;
  lag: number;
  consumer: number;
}

/** What the partitions of one topic add up to, and the lines (indexes, inclusive) they stand on. */
interface Backlog {
  topic: string;
  lag: number;
  consumers: Set<string>;
  first: number;
  last: number;
}

function columnsOf(heading: string): Columns | undefined {
  if (heading.length > 400 || !HEADING.test(heading)) return undefined;
  const names = heading.replace('GROUP ID', 'GROUP').trim().toLowerCase().split(/\s+/);
  const columns = {
    group: names.indexOf('group'),
    topic: names.indexOf('topic'),
    partition: names.findIndex((name) => name === 'partition' || name === 'pid'),
    lag: names.indexOf('lag'),
    consumer: names.findIndex((name) => CONSUMER_COLUMNS.includes(name)),
  };
  const byGroup = names.join(' ') === 'group lag';
  return byGroup || (columns.topic >= 0 && columns.partition >= 0 && columns.lag > 0) ? columns : undefined;
}

function isRow(cells: readonly string[], columns: Columns): boolean {
  if (cells.length <= columns.lag || !/^(?:-|-?\d{1,15})$/.test(cells[columns.lag] ?? '')) return false;
  return columns.partition < 0 || /^\d{1,7}$/.test(cells[columns.partition] ?? '');
}

function add(sums: Map<string, Backlog>, cells: readonly string[], columns: Columns, index: number): void {
  const topic = cells[columns.topic] ?? cells[columns.group] ?? '';
  const key = `${cells[columns.group] ?? ''} ${topic}`;
  const sum = sums.get(key) ?? { topic, lag: 0, consumers: new Set<string>(), first: index, last: index };
  sums.set(key, sum);
  sum.lag += Math.max(0, Number(cells[columns.lag]) || 0);
  sum.last = index;
  const consumer = cells[columns.consumer] ?? '';
  if (!/^(?:-|none|)$/i.test(consumer)) sum.consumers.add(consumer);
}

function readLag(table: Table, from: number): BlockRead | undefined {
  const columns = columnsOf(table.lines[from]?.text ?? '');
  if (columns === undefined) return undefined;
  const block: BlockRead = { next: from + 1, observations: [], unread: 0 };
  const sums = new Map<string, Backlog>();
  for (let index = from + 1; index < table.lines.length; index += 1) {
    const text = table.lines[index]?.text ?? '';
    const cells = text.length > LONGEST_ROW ? [] : text.trim().split(/\s+/);
    if (!isRow(cells, columns)) break;
    add(sums, cells, columns, index);
    block.next = index + 1;
  }
  for (const { topic, lag, consumers, first, last } of sums.values()) {
    const known = columns.consumer < 0 ? undefined : consumers.size;
    block.observations.push(
      observeLines(table, 'queue', first, last, { queue: topic, messages: lag, consumers: known }),
    );
  }
  return sums.size === 0 ? undefined : block;
}

/**
 * Reads what consumer groups of Kafka have yet to read: `kafka-consumer-groups --describe` of any age, `rpk group describe`,
 * `kaf`. One queue per group and topic: `messages` is the lag of all its partitions, `consumers` how many members own one.
 */
export const kafkaLag: BlockReader = tableReader('Kafka consumer lag', readLag);
