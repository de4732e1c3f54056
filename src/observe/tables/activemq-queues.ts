import type { BlockRead, BlockReader } from '../block-reader.ts';
import { claimed, observeLines, type Table, tableReader } from './table-reader.ts';

const QUEUES = /^\s*(?:<\?xml [^>]{1,200}\?>\s*)?<queues?[\s>]/;
const QUEUE = /<queue name="([^"]{1,400})"/g;
const INSIDE = /^\s*<(?:\/?(?:queues?|stats|feed|atom|rss)\b|\?xml )|^\s*$/;
const MOST_QUEUES = 5000;

function attribute(text: string, name: string): number | undefined {
  const value = new RegExp(`\\b${name}="(\\d{1,12})"`).exec(text)?.[1];
  return value === undefined ? undefined : Number(value);
}

/** The lines of the document joined, with the place in it where each line begins. */
function documentAt(table: Table, from: number): { text: string; starts: number[] } {
  const starts: number[] = [];
  let text = '';
  for (let index = from; index < table.lines.length; index += 1) {
    const line = table.lines[index]?.text ?? '';
    // Attributes of a queue may stand on lines of their own.
    if (!INSIDE.test(line.slice(0, 200)) && !/^\s*\w{3,20}="|^\s*\/?>/.test(line.slice(0, 200))) break;
    starts.push(text.length);
    text += `${line}\n`;
  }
  return { text, starts };
}

function readQueues(table: Table, from: number): BlockRead | undefined {
  if (!QUEUES.test((table.lines[from]?.text ?? '').slice(0, 400))) return undefined;
  const { text, starts } = documentAt(table, from);
  const block: BlockRead = { next: from + Math.max(1, starts.length), observations: [], unread: 0 };
  const names = [...text.matchAll(QUEUE)].slice(0, MOST_QUEUES);
  let line = 0;
  names.forEach((name, i) => {
    const end = names[i + 1]?.index ?? text.length;
    const stats = text.slice(name.index, Math.min(end, name.index + 4000));
    while ((starts[line + 1] ?? Number.POSITIVE_INFINITY) <= name.index) line += 1;
    const first = from + line;
    const rows = stats.trimEnd().split('\n').length;
    const [messages, consumers] = [attribute(stats, 'size'), attribute(stats, 'consumerCount')];
    if (messages === undefined) return;
    block.observations.push(
      observeLines(table, 'queue', first, first + rows - 1, { queue: name[1], messages, consumers }),
    );
  });
  return claimed(block, from);
}

/** Reads the queues page of ActiveMQ's web console as XML (`/admin/xml/queues.jsp`): `<queue name="…"><stats size="…" consumerCount="…"/>`. */
export const activemqQueues: BlockReader = tableReader('ActiveMQ queues as XML', readQueues);
