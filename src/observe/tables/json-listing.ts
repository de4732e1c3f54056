import type { BlockRead, BlockReader } from '../block-reader.ts';
import { type JsonSpan, jsonSpans } from './json-spans.ts';
import { isNode, nodeStatements } from './node-statements.ts';
import { recordKind } from './record-kind.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

/** One of these keys stands near the top of every connection and queue that RabbitMQ, NATS and EMQX print as JSON. */
const TELLING =
  /"(?:peer_host|peer_port|client_properties|channel_max|messages|messages_ready|messages_unacknowledged|consumers|consumer_details|auto_delete|members|leader|cluster_state|mem_alarm|disk_free_alarm|fd_total|mem_limit|configure|num_connections|cid|clientid)"|"name"\s{0,3}:\s{0,3}"[^"\s]{4,80} -> [^"\s]{4,80}"/;
/** No other record is named after two ends. */
const NAMED_AFTER_ENDS = /^\S{3,80}:\d{1,5} -> \S{3,80}:\d{1,5}$/;
const LOOK_AHEAD_LINES = 150;
const LOOK_AHEAD_CHARACTERS = 65_536;

/** Whether the lines ahead look like a listing; a line that no JSON document has ends the search at once. */
function looksRight(table: Table, from: number): boolean {
  let left = LOOK_AHEAD_CHARACTERS;
  for (let index = from; index < from + LOOK_AHEAD_LINES && left > 0; index += 1) {
    const text = (table.lines[index]?.text ?? '').slice(0, left);
    if (TELLING.test(text)) return true;
    if (!/^\s*(?:["{}[\],]|-?\d|true|false|null|$)/.test(text)) return false;
    left -= text.length + 1;
  }
  return false;
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function cellsOfJson(record: Record<string, unknown>): Map<string, string> {
  const cells = new Map<string, string>();
  for (const [name, value] of Object.entries(record)) {
    if (value === null || value === '' || value === 'undefined') continue;
    cells.set(name.toLowerCase(), typeof value === 'string' ? value : JSON.stringify(value));
  }
  return cells;
}

function addRecord(
  table: Table,
  block: BlockRead,
  record: Record<string, unknown> | undefined,
  span: JsonSpan,
): void {
  if (record !== undefined && isNode(record)) {
    for (const said of nodeStatements(record))
      block.observations.push(observeLines(table, 'cluster', span.first, span.last, said));
    return;
  }
  const cells = record === undefined ? undefined : cellsOfJson(record);
  const kind =
    cells === undefined
      ? undefined
      : recordKind(
          Object.keys(record ?? {}).map((name) => name.toLowerCase()),
          NAMED_AFTER_ENDS.test(cells.get('name') ?? '') ? 'list_connections' : table.preamble.command,
        );
  const drafted = cells === undefined ? undefined : kind?.draft(cells);
  if (kind === undefined || drafted === undefined) block.unread += 1;
  else block.observations.push(observeLines(table, kind.kind, span.first, span.last, drafted));
}

/** What a page wraps its records in: the management API, NATS's connz, EMQX's API. */
const WRAPPERS = ['items', 'connections', 'data'];

/** The level at which the records of a document stand: in an array, wrapped in a page, or as the document itself; of one that is cut off, as in a page. */
function levelOf(table: Table, from: number, opening: string): number {
  if (opening === '[') return 1;
  const [document] = jsonSpans(table.lines, from, 0).spans;
  const whole = document && parsed(document.text);
  return whole && !WRAPPERS.some((name) => Array.isArray(whole[name])) ? 0 : 2;
}

function readJson(table: Table, from: number): BlockRead | undefined {
  const text = (table.lines[from]?.text ?? '').slice(0, 400);
  const opening = /^\s*([[{])\s*(?:$|["{\]])/.exec(text)?.[1];
  if (opening === undefined || !looksRight(table, from)) return undefined;

  const { spans, next } = jsonSpans(table.lines, from, levelOf(table, from, opening));
  const block: BlockRead = { next, observations: [], unread: 0 };
  for (const span of spans) addRecord(table, block, parsed(span.text), span);
  return block.observations.length === 0 ? undefined : block;
}

/**
 * Reads connections, queues, virtual hosts and nodes as JSON: the management API (an array, or pages with `items`), `rabbitmqctl --formatter
 * json`, connz of NATS and the clients of EMQX's API, on one line or many. A document that is cut off yields the records that are whole.
 */
export const jsonListing: BlockReader = tableReader('JSON listing', readJson);
