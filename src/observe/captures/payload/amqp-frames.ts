import { longAt, type Payload, type Said, textAt, wordAt } from './said.ts';

/** Frame types, frame end and methods of AMQP 0-9-1 (amqp0-9-1.xml); RabbitMQ adds connection.blocked. */
const METHOD = 1;
const HEARTBEAT = 8;
const FRAME_TYPES: readonly number[] = [METHOD, 2, 3, HEARTBEAT];
const FRAME_END = 0xce;
const HEAD_BYTES = 7;
const CONNECTION = 10;
const CHANNEL = 20;
const TUNE_OK = 31;
const CLOSE: Readonly<Record<number, number>> = { [CONNECTION]: 50, [CHANNEL]: 40 };
const BLOCKED = 60;
const REPLY_SUCCESS = 200;

/** Reads the frames of AMQP 0-9-1 that lie whole in a payload: tune-ok, close, blocked and heartbeats. */
export function amqpFrames({ bytes, from, to }: Payload): Said | undefined {
  const said: Said = {};
  let beats = 0;
  let others = 0;
  for (let at = from; at + HEAD_BYTES < to; ) {
    const body = at + HEAD_BYTES;
    const end = body + longAt(bytes, at + 3);
    if (!FRAME_TYPES.includes(bytes[at] ?? 0) || end >= to || bytes[end] !== FRAME_END) break;
    if (bytes[at] === HEARTBEAT) beats += 1;
    else others += 1;
    if (bytes[at] === METHOD) readMethod(bytes, body, end, said);
    at = end + 1;
  }
  if (beats > 0 && others === 0) said.isHeartbeat = true;
  return said;
}

function readMethod(bytes: Uint8Array, body: number, end: number, said: Said): void {
  const ofClass = wordAt(bytes, body);
  const method = wordAt(bytes, body + 2);
  const first = body + 4;
  if (ofClass === CONNECTION && method === TUNE_OK && first + 8 <= end)
    said.agreedSec = wordAt(bytes, first + 6);
  if (ofClass === CONNECTION && method === BLOCKED)
    said.message = `connection.blocked: ${shortText(bytes, first, end)}`;
  if (CLOSE[ofClass] !== method || first + 3 > end) return;
  const code = wordAt(bytes, first);
  if (ofClass === CONNECTION) said.isGoodbye = true;
  if (code === REPLY_SUCCESS) return;
  const name = ofClass === CONNECTION ? 'connection' : 'channel';
  const why = shortText(bytes, first + 2, end);
  const failed = first + 3 + (bytes[first + 2] ?? 0);
  // The Java client writes it like this, and every log has it from there.
  said.message = `#method<${name}.close>(reply-code=${code}, reply-text=${why}, class-id=${wordAt(bytes, failed)}, method-id=${wordAt(bytes, failed + 2)})`;
}

function shortText(bytes: Uint8Array, at: number, end: number): string {
  return textAt(bytes, at + 1, Math.min(end, at + 1 + (bytes[at] ?? 0)));
}
