import type { BlockRead, BlockReader } from '../block-reader.ts';
import { isElision } from '../elision.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

const TOKEN =
  /"(topic|topic_name|topicName|partition|partition_id|partitionId|owner|client_id|consumer_id|clientId|consumerId|memberId|current_lag|lag)"\s{0,4}:\s{0,4}(?:"([^"\n]{0,260})"|(-?\d{1,15}|null))/g;
const ROLES: ReadonlyMap<string, 'topic' | 'partition' | 'lag'> = new Map([
  ['topic', 'topic'],
  ['topic_name', 'topic'],
  ['topicName', 'topic'],
  ['partition', 'partition'],
  ['partition_id', 'partition'],
  ['partitionId', 'partition'],
  ['current_lag', 'lag'],
  ['lag', 'lag'],
]);
const JSON_LINE = /^\s*(?:["{}[\],]|-?\d|true|false|null|$)/;
const LOOK_AHEAD_LINES = 40;
const LONGEST_LINE = 65_536;

/** What is known of one partition so far; its keys come in any order. */
interface Cell {
  topic?: string;
  partition?: string;
  owner?: string;
  lag?: string;
}

/** What the partitions of one topic add up to, and the lines (indexes, inclusive) they stand on. */
interface Backlog {
  lag: number;
  owners: Set<string>;
  ownersShown: boolean;
  first: number;
  last: number;
}

function textAt(table: Table, index: number): string {
  return (table.lines[index]?.text ?? '').slice(0, LONGEST_LINE);
}

/** Burrow writes the lag of now beside that of each end of its window. */
function lagKey(table: Table, from: number): string | undefined {
  let found: string | undefined;
  let topic = false;
  for (let index = from; index < from + LOOK_AHEAD_LINES; index += 1) {
    const text = textAt(table, index);
    if (!JSON_LINE.test(text)) break;
    if (text.includes('"current_lag"')) found = 'current_lag';
    else if (/"lag"\s{0,4}:/.test(text)) found ??= 'lag';
    topic ||= /"topic(?:_?[nN]ame)?"\s{0,4}:/.test(text);
  }
  return topic ? found : undefined;
}

function add(sums: Map<string, Backlog>, cell: Cell, first: number, last: number): void {
  if (cell.topic === undefined || cell.lag === undefined) return;
  const sum = sums.get(cell.topic) ?? { lag: 0, owners: new Set(), ownersShown: false, first, last };
  sums.set(cell.topic, sum);
  sum.lag += Math.max(0, Number(cell.lag) || 0);
  sum.last = last;
  sum.ownersShown ||= cell.owner !== undefined;
  if (cell.owner) sum.owners.add(cell.owner);
}

function readLag(table: Table, from: number): BlockRead | undefined {
  if (!/^\s*[[{]/.test(textAt(table, from))) return undefined;
  const key = lagKey(table, from);
  if (key === undefined) return undefined;
  const sums = new Map<string, Backlog>();
  let [cell, first, next]: [Cell, number, number] = [{}, from, from];
  for (; next < table.lines.length; next += 1) {
    const text = textAt(table, next);
    if (!JSON_LINE.test(text) && !isElision(text)) break;
    for (const [, name = '', quoted, bare] of text.matchAll(TOKEN)) {
      const role = ROLES.get(name) ?? 'owner';
      if (role === 'lag' && name !== key) continue;
      if (role !== 'owner' && cell[role] !== undefined) {
        add(sums, cell, first, Math.max(first, next - 1));
        [cell, first] = [{}, next];
      }
      const value = quoted ?? (bare === 'null' ? '' : (bare ?? ''));
      cell = { ...cell, [role]: role === 'owner' ? cell.owner || value : value };
    }
  }
  add(sums, cell, first, Math.max(first, next - 1));
  const observations = [...sums].map(([topic, sum]) =>
    observeLines(table, 'queue', sum.first, sum.last, {
      queue: topic,
      messages: sum.lag,
      consumers: sum.ownersShown ? sum.owners.size : undefined,
    }),
  );
  return observations.length === 0 ? undefined : { next, observations, unread: 0 };
}

/**
 * Reads what consumer groups of Kafka have yet to read as JSON, whole or cut off: Burrow's `/v3/kafka/…/lag`, the lags of Confluent's
 * REST proxy. One queue per topic: `messages` is the lag of all its partitions, `consumers` how many members own one.
 */
export const kafkaLagJson: BlockReader = tableReader('Kafka consumer lag (JSON)', readLag);
