import { type Payload, type Said, textAt, wordAt } from './said.ts';

/** Control packets of MQTT 3.1.1 and 5.0 (section 2.1.2 of each), by the upper half of their first byte. */
const CONNECT = 1;
const CONNACK = 2;
const PINGREQ = 12;
const PINGRESP = 13;
const DISCONNECT = 14;
const VERSION_5 = 5;

/** Why a CONNECT was refused, worded as Mosquitto's clients write it (lib/strings_mosq.c); 3.1.1 numbers below 6, 5.0 from 128 on. */
const REFUSED: Readonly<Record<number, string>> = {
  1: 'unacceptable protocol version',
  2: 'identifier rejected',
  3: 'broker unavailable',
  4: 'bad user name or password',
  5: 'not authorised',
  132: 'unacceptable protocol version',
  133: 'identifier rejected',
  134: 'bad user name or password',
  135: 'not authorised',
  136: 'broker unavailable',
  137: 'broker unavailable',
};
/** Why a server of MQTT 5.0 ends a connection (section 3.14.2.1). */
const ENDED: Readonly<Record<number, string>> = {
  137: 'server busy',
  139: 'server shutting down',
  141: 'keep alive timeout',
  142: 'session taken over',
  149: 'packet too large',
  151: 'quota exceeded',
};

/** Reads the control packets that lie whole in a payload: CONNECT's keep alive and client id, refusals, pings, DISCONNECT. */
export function mqttPackets({ bytes, from, to, isServers }: Payload): Said | undefined {
  const said: Said = {};
  let pings = 0;
  let others = 0;
  for (let at = from; at + 2 <= to; ) {
    const type = (bytes[at] ?? 0) >> 4;
    const length = remainingLength(bytes, at + 1, to);
    if (type === 0 || !length || length.body + length.bytes > to) break;
    const { body } = length;
    const end = body + length.bytes;
    if (type === PINGREQ || type === PINGRESP) pings += 1;
    else others += 1;
    if (type === CONNECT && !isServers) readConnect(bytes, body, end, said);
    if (type === CONNACK && bytes[body + 1])
      said.message = `Connection error: Connection Refused: ${REFUSED[bytes[body + 1] ?? 0] ?? `reason ${bytes[body + 1]}`}.`;
    if (type === DISCONNECT) readDisconnect(bytes, body, end, isServers, said);
    at = end;
  }
  if (pings > 0 && others === 0) said.isHeartbeat = true;
  return said;
}

/** A number of up to four bytes, seven bits each, the lowest first (section 2.2.3). */
function remainingLength(
  bytes: Uint8Array,
  at: number,
  to: number,
): { body: number; bytes: number } | undefined {
  let value = 0;
  for (let i = 0; i < 4 && at + i < to; i++) {
    const byte = bytes[at + i] ?? 0;
    value += (byte & 0x7f) * 128 ** i;
    if (byte < 0x80) return { body: at + i + 1, bytes: value };
  }
  return undefined;
}

function readConnect(bytes: Uint8Array, body: number, end: number, said: Said): void {
  const afterName = body + 2 + wordAt(bytes, body);
  if (afterName + 4 > end) return;
  said.agreedSec = wordAt(bytes, afterName + 2);
  const isVersion5 = bytes[afterName] === VERSION_5;
  const properties = isVersion5
    ? remainingLength(bytes, afterName + 4, end)
    : { body: afterName + 4, bytes: 0 };
  if (!properties) return;
  const id = properties.body + properties.bytes;
  const name = textAt(bytes, id + 2, Math.min(end, id + 2 + wordAt(bytes, id)));
  if (name !== '') said.clientName = name;
}

function readDisconnect(bytes: Uint8Array, body: number, end: number, isServers: boolean, said: Said): void {
  said.isGoodbye = true;
  const reason = body < end ? (bytes[body] ?? 0) : 0;
  if (isServers && reason >= 0x80)
    said.message = `Disconnected by the server: ${ENDED[reason] ?? `reason ${reason}`}`;
}
