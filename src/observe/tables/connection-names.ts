import type { BlockRead, BlockReader } from '../block-reader.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

/** RabbitMQ names a connection after its two ends (rabbit_net:connection_string); its state may follow in a second column. */
const NAME =
  /^\s{0,8}"?((?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-fA-F:.]{2,45}\]):\d{1,5}) -> (\S{2,60}:(\d{1,5}))"?,?(?:\s{1,20}"?([a-z]{3,12})"?,?)?\s*$/;
const OPENING = /^\s*\[\s*$/;
/** The listeners of RabbitMQ: AMQP, MQTT, STOMP, streams, each with TLS (its networking guide). */
const PORTS = new Set(['5672', '5671', '1883', '8883', '61613', '61614', '5552', '5551']);
const STATES = new Set([
  'running',
  'blocked',
  'blocking',
  'flow',
  'starting',
  'tuning',
  'opening',
  'closing',
  'closed',
]);
const LONGEST = 300;

function readNames(table: Table, from: number): BlockRead | undefined {
  const textAt = (index: number) => (table.lines[index]?.text ?? '').slice(0, LONGEST);
  const block: BlockRead = {
    next: OPENING.test(textAt(from)) ? from + 1 : from,
    observations: [],
    unread: 0,
  };
  for (; block.next < table.lines.length; block.next += 1) {
    const [name, client, server, port = '', state] = NAME.exec(textAt(block.next)) ?? [];
    if (name === undefined || !PORTS.has(port) || (state !== undefined && !STATES.has(state))) break;
    const fields = { name: `${client} -> ${server}`, client, server, state };
    block.observations.push(observeLines(table, 'broker-connection', block.next, block.next, fields));
  }
  return block.observations.length === 0 ? undefined : block;
}

/** Reads the names of a broker's connections, one a line, as `jq -r '.[].name'` of /api/connections prints them, in quotes or not. */
export const connectionNames: BlockReader = tableReader('names of connections', readNames);
