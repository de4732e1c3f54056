import type { FieldValue } from '../../../model/fields.ts';
import { setField, setNumberField } from './set-field.ts';

const VHOST = /vhost:? ?'([^'\n]{0,255})'/;
const USER = /user:? ?'([^'\n]{0,255})'/;
const CHANNEL = /\bchannel (?:number )?(\d{1,6})\b/;
const PROVIDED = /has a client-provided name: (.{1,255})/;
const QUEUE = /\bqueue '([^'\n]{1,255})'/;
const PLAIN_QUEUE =
  /\b(?:to|on|from|of|in|for) queue:? (?=[\w.:/-]{0,120}[._:/-])([A-Za-z][\w.:/-]{1,253}\w)(?=[:,;.)]?(?:\s|$))/;

/** A key of a structured record, on a line of its own after the message. */
const KEYED_QUEUE = /(?:^|\n)queue(?:_?name)?: (\S{1,255})(?=\n|$)/i;
const EXCHANGE = /\bexchange '([^'\n]{0,255})'/;
const TAG = /\bdelivery tag (?:= )?(\d{1,18})/;
const CONSUMER = /\b[Cc]onsumer '([^'\n]{1,255})' on channel/;
const OLD_CONSUMER = /\bConsumer (\S{1,255}) on channel/;
const CLIENT_ID = /\bclient id:? '?([^'),\s]{1,255})/i;
const NODE = /\bnode '?((?:rabbit|[a-z][\w-]{0,60})@[\w.-]{1,253})/;

/** Reads RabbitMQ's way of naming a connection, `(10.1.2.3:41234 -> 10.0.0.5:5672 - name, vhost: '/', user: 'u')`, and the objects that its messages name. */
export function connectionName(text: string, fields: Record<string, FieldValue>): void {
  const ends = connectionEnds(text);
  if (ends) {
    setField(fields, 'client', ends.client);
    setField(fields, 'server', ends.server);
    setField(fields, 'clientName', ends.name);
  }
  if (text.includes('client-provided name')) setField(fields, 'clientName', PROVIDED.exec(text)?.[1]?.trim());
  if (text.includes("'")) quoted(text, fields);
  if (text.includes(' queue')) setField(fields, 'queue', PLAIN_QUEUE.exec(text)?.[1]);
  if (text.includes('\nqueue')) setField(fields, 'queue', KEYED_QUEUE.exec(text)?.[1]);
  if (text.includes('channel')) setNumberField(fields, 'channel', CHANNEL.exec(text)?.[1]);
  if (text.includes('delivery tag')) setNumberField(fields, 'deliveryTag', TAG.exec(text)?.[1]);
  if (text.includes('onsumer')) consumer(text, fields);
  if (text.includes('@')) setField(fields, 'node', NODE.exec(text)?.[1]?.replace(/\.$/, ''));
  if (text.includes('lient id') || text.includes('lient ID'))
    setField(fields, 'clientName', CLIENT_ID.exec(text)?.[1]);
}

function quoted(text: string, fields: Record<string, FieldValue>): void {
  const vhost = VHOST.exec(text)?.[1];
  if (vhost !== 'none') setField(fields, 'vhost', vhost);
  setField(fields, 'user', USER.exec(text)?.[1]);
  if (text.includes('queue')) setField(fields, 'queue', QUEUE.exec(text)?.[1]);
  if (text.includes('exchange')) setField(fields, 'exchange', EXCHANGE.exec(text)?.[1]);
}

function consumer(text: string, fields: Record<string, FieldValue>): void {
  const tag = CONSUMER.exec(text)?.[1] ?? OLD_CONSUMER.exec(text)?.[1];
  if (tag === undefined) return;
  // From 3.9 to 3.12 the words "Consumer 1" name the delivery tag (rabbit_channel.erl of those versions).
  if (/^\d{1,10}$/.test(tag)) setNumberField(fields, 'deliveryTag', tag);
  else setField(fields, 'consumerTag', tag);
}

const ARROW = ' -> ';
const PLAIN = /(?:\d{1,3}\.){3}\d{1,3}:\d{1,5}(?=[),\n]| \(|: user| has a |$)/y;
const SERVER =
  /(\[[0-9a-fA-F:.%\w]{2,60}\]:\d{1,5}|[^()",\n]{1,80}?)(?:(?: - |(?<=:\d{4,5})-)([^()\n]{1,255}?))?(?=,? (?:vhost|user|state|duration|protocol): ?'|[),"\n]|$| \(duration|: user| has a | for client| from )/y;
const MAPPED = /^\[?::ffff:(\d+\.\d+\.\d+\.\d+)\]?/;

/**
 * Reads RabbitMQ's name of a connection, `CLIENT -> SERVER - NAME` (rabbit_net:connection_string), anywhere in a text.
 * The addresses may be mangled or redacted by whoever pasted them; IPv4 mapped into IPv6 is shown as IPv4.
 */
function connectionEnds(
  text: string,
): { client: string; server: string; name: string | undefined } | undefined {
  const arrow = text.indexOf(ARROW);
  if (arrow < 1) return undefined;
  const client = text.slice(clientStart(text, arrow), arrow);
  if (!/\d|IP|<|::/.test(client)) return undefined;
  const from = arrow + ARROW.length;
  PLAIN.lastIndex = from;
  if (PLAIN.test(text))
    return { client: tidy(client), server: text.slice(from, PLAIN.lastIndex), name: undefined };
  SERVER.lastIndex = from;
  const found = SERVER.exec(text);
  if (!found) return undefined;
  return { client: tidy(client), server: tidy(found[1] ?? ''), name: found[2] };
}

/** Goes back to where the client's address begins; a blank before the port is a mistake made when pasting. */
function clientStart(text: string, arrow: number): number {
  let at = arrow;
  while (at > 0 && arrow - at < 120) {
    const before = text.charCodeAt(at - 1);
    if (before === 40 || before === 34 || before === 44 || before === 10) break;
    if (before === 32 && text.charCodeAt(at - 2) !== 58) break;
    at--;
  }
  return at;
}

function tidy(address: string): string {
  if (address.includes('ffff')) address = address.replace(MAPPED, '$1');
  return address.includes(': ') ? address.replace(/: (\d{1,5})$/, ':$1').trim() : address;
}
