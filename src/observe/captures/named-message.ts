import type { Packet } from './packet.ts';
import type { Said } from './payload/said.ts';
import type { Protocol } from './payload/talk.ts';

/** What Wireshark calls the protocols of which a message can tell something (packet-amqp.c, packet-mqtt.c, packet-pgsql.c …). */
const BY_NAME: ReadonlyMap<string, Protocol> = new Map([
  ['amqp', 'amqp'],
  ['mqtt', 'mqtt'],
  ['pgsql', 'postgresql'],
  ['mysql', 'mysql'],
  ['redis', 'redis'],
  ['resp', 'redis'],
  ['nats', 'nats'],
]);
const AMQP_METHOD =
  /\b(?:Connection|Channel|Basic|Exchange|Queue|Tx|Confirm)\.[A-Z][A-Za-z]+(?:-[A-Z][a-z]+)?\b|\bAMQP\b/;
const AGREED = /\bTune-?Ok\b.{0,120}?\bheartbeat["']?\s?[=:]\s?(\d{1,5})\b/i;
const KEEPALIVE = /\bConnect Command\b.{0,120}?\bkeep ?alive["']?\s?[=:]?\s?(\d{1,5})\b/i;
const BLOCKED = /\bConnection\.Blocked\b[\s(]{0,3}(?:reason)?\s?[=:]?\s?["']?([^)"'\]]{0,120})/;
const CLOSE =
  /\b(Connection|Channel)\.Close\b(?!-)(?:.{0,40}?\b(\d{3})\b)?(?:.{0,20}?([A-Z_]{6,40}\b[^)\]]{0,200}))?/;
const HEARTBEAT = /^\W{0,4}(?:AMQP )?(?:heartbeat|PING(?:REQ|RESP)?)(?: frame)?\b/i;
const PROBE = /^(?:TCP )?keep-?alive(?: probe)?s?\b(?!.{0,20}\b(?:ack|answer|repl|respon))/i;
const LONGEST = 400;

/** The protocol that a packet list names; undefined for TCP itself, and for protocols whose messages are not known here. */
export function protocolOfName(name: string): Protocol | undefined {
  return BY_NAME.get(name.toLowerCase());
}

/** The message that one end closes with, as the Java client writes it; a close in good order is none. */
function closeMessage(found: RegExpExecArray | null): string | undefined {
  const [, of = '', code, why = ''] = found ?? [];
  if (code === undefined || code === '200') return undefined;
  return `#method<${of.toLowerCase()}.close>(reply-code=${code}, reply-text=${why.trim()})`;
}

/**
 * What a decoded message says, in the words of a packet list's `Info` column or of a remark behind a packet's line:
 * `Connection.Tune-Ok (channel-max=2047, heartbeat=20)`, `(AMQP Connection.Blocked reason=low on memory)`.
 */
export function namedMessage(
  text: string,
): Pick<Said, 'isHeartbeat' | 'isGoodbye' | 'agreedSec' | 'message'> {
  const words = text.slice(0, LONGEST);
  const agreed = (AGREED.exec(words) ?? KEEPALIVE.exec(words))?.[1];
  const blocked = BLOCKED.exec(words);
  const close = CLOSE.exec(words);
  const message = blocked ? `connection.blocked: ${(blocked[1] ?? '').trim()}` : closeMessage(close);
  return {
    ...(HEARTBEAT.test(words) && { isHeartbeat: true }),
    ...(close?.[1] === 'Connection' && { isGoodbye: true }),
    ...(agreed !== undefined && { agreedSec: Number(agreed) }),
    ...(message !== undefined && { message }),
  };
}

/** What a person or a decoder wrote behind a packet's line of tcpdump: of the message that it carries, or that it is a probe. */
export function remarkedMessage(remark: string): Pick<Packet, 'protocol' | 'said' | 'heartbeat' | 'probe'> {
  const words = remark.slice(0, LONGEST).replace(/^[\s:<([#/-]+/, '');
  if (words === '') return {};
  if (PROBE.test(words)) return { probe: true };
  const said = namedMessage(words);
  const isAmqp = AMQP_METHOD.test(words);
  if (Object.keys(said).length === 0 && !isAmqp) return {};
  return {
    said,
    ...(isAmqp && { protocol: 'amqp' }),
    ...(said.isHeartbeat && { heartbeat: true }),
  };
}
