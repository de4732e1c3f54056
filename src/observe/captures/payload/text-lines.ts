import { type Payload, type Said, textAt } from './said.ts';

/** Errors of Redis (networking.c) and NATS (docs.nats.io, client protocol) that concern the connection; those of single commands are left out: they quote data. */
const OF_CONNECTIONS: readonly string[] = [
  '-ERR max number of clients',
  "-ERR 'Stale Connection'",
  "-ERR 'Slow Consumer",
  "-ERR 'Maximum ",
  "-ERR 'Authorization ",
  "-ERR 'Authentication Timeout'",
  "-ERR 'Connection Closed'",
];
const PINGS: readonly string[] = ['PING', 'PONG'];
const MOST_BYTES = 200;

/** Reads a line of Redis (RESP): why the server ends a connection. Its PING is a question of a pool, which nobody owes the other. */
export function redisLines({ bytes, from, to, isServers }: Payload): Said | undefined {
  const text = isServers && to - from <= MOST_BYTES ? textAt(bytes, from, to) : '';
  return OF_CONNECTIONS.some((start) => text.startsWith(start)) ? { message: text } : undefined;
}

/** Reads a line of NATS: pings of either end, and why the server ends a connection. */
export function natsLines(payload: Payload): Said | undefined {
  const { bytes, from, to } = payload;
  if (to - from <= MOST_BYTES && PINGS.includes(textAt(bytes, from, to))) return { isHeartbeat: true };
  return redisLines(payload);
}
