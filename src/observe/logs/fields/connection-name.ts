import type { FieldValue } from '../../../model/fields.ts';
import { connectionEnds } from './connection-ends.ts';

const VHOST = /vhost:? ?'([^'\n]{0,255})'/;
const USER = /user:? ?'([^'\n]{0,255})'/;
const CHANNEL = /\bchannel (?:number )?(\d{1,6})\b/;
const PROVIDED = /has a client-provided name: (.{1,255})/;
const QUEUE = /\bqueue '([^'\n]{1,255})'/;
const PLAIN_QUEUE =
  /\b(?:to|on|from|of|in|for) queue:? (?=[\w.:/-]{0,120}[._:/-])([A-Za-z][\w.:/-]{1,253}\w)(?=[:,;.)]?(?:\s|$))/;
/** A key of a structured record, which stands on a line of its own behind the message. */
const KEYED_QUEUE = /(?:^|\n)queue(?:_?name)?: (\S{1,255})(?=\n|$)/i;
const EXCHANGE = /\bexchange '([^'\n]{0,255})'/;
const TAG = /\bdelivery tag (?:= )?(\d{1,18})/;
const CONSUMER = /\b[Cc]onsumer '([^'\n]{1,255})' on channel/;
const OLD_CONSUMER = /\bConsumer (\S{1,255}) on channel/;
const CLIENT_ID = /\bclient id:? '?([^'),\s]{1,255})/i;
const NODE = /\bnode '?((?:rabbit|[a-z][\w-]{0,60})@[\w.-]{1,253})/;

/** Reads RabbitMQ's way of naming a connection, `(10.1.2.3:41234 -> 10.0.0.5:5672 - name, vhost: '/', user: 'u')`, and the objects its messages name. */
export function connectionName(text: string, fields: Record<string, FieldValue>): void {
  const ends = connectionEnds(text);
  if (ends) {
    set(fields, 'client', ends.client);
    set(fields, 'server', ends.server);
    set(fields, 'clientName', ends.name);
  }
  if (text.includes('client-provided name')) set(fields, 'clientName', PROVIDED.exec(text)?.[1]?.trim());
  if (text.includes("'")) quoted(text, fields);
  if (text.includes(' queue')) set(fields, 'queue', PLAIN_QUEUE.exec(text)?.[1]);
  if (text.includes('\nqueue')) set(fields, 'queue', KEYED_QUEUE.exec(text)?.[1]);
  if (text.includes('channel')) number(fields, 'channel', CHANNEL.exec(text)?.[1]);
  if (text.includes('delivery tag')) number(fields, 'deliveryTag', TAG.exec(text)?.[1]);
  if (text.includes('onsumer')) consumer(text, fields);
  if (text.includes('@')) set(fields, 'node', NODE.exec(text)?.[1]?.replace(/\.$/, ''));
  if (text.includes('lient id') || text.includes('lient ID'))
    set(fields, 'clientName', CLIENT_ID.exec(text)?.[1]);
}

function quoted(text: string, fields: Record<string, FieldValue>): void {
  const vhost = VHOST.exec(text)?.[1];
  if (vhost !== 'none') set(fields, 'vhost', vhost);
  set(fields, 'user', USER.exec(text)?.[1]);
  if (text.includes('queue')) set(fields, 'queue', QUEUE.exec(text)?.[1]);
  if (text.includes('exchange')) set(fields, 'exchange', EXCHANGE.exec(text)?.[1]);
}

function consumer(text: string, fields: Record<string, FieldValue>): void {
  const tag = CONSUMER.exec(text)?.[1] ?? OLD_CONSUMER.exec(text)?.[1];
  if (tag === undefined) return;
  // From 3.9 to 3.12 the words "Consumer 1" name the delivery tag (rabbit_channel.erl of those versions).
  if (/^\d{1,10}$/.test(tag)) number(fields, 'deliveryTag', tag);
  else set(fields, 'consumerTag', tag);
}

function set(fields: Record<string, FieldValue>, name: string, value: string | undefined): void {
  if (value !== undefined && value !== '' && fields[name] === undefined) fields[name] = value;
}

function number(fields: Record<string, FieldValue>, name: string, value: string | undefined): void {
  if (value !== undefined && fields[name] === undefined) fields[name] = Number(value);
}
