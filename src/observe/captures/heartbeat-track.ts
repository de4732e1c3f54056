import type { Packet } from './packet.ts';

interface Rhythm {
  count: number;
  firstSec: number;
  lastSec: number;
  shortestSec: number;
  longestSec: number;
}

/** Small frames of one end, by payload size: enough to recognize a heartbeat without keeping packets. */
export interface HeartbeatTrack {
  bySize: Map<number, Rhythm>;
  named: boolean;
  dataPackets: number;
}

const SMALL_BYTES = 64;
const SIZES_KEPT = 16;
/** An AMQP 0-9-1 heartbeat frame has 8 bytes; an MQTT PINGREQ or PINGRESP 2; a NATS PING or PONG 6. */
const KNOWN: ReadonlyMap<string, number> = new Map(
  Object.entries({ '5672': 8, amqp: 8, '1883': 2, mqtt: 2, '4222': 6 }),
);
const STEADY = 1.5;

export function newHeartbeatTrack(): HeartbeatTrack {
  return { bySize: new Map(), named: false, dataPackets: 0 };
}

/** Counts one data packet. `opens` marks the first data of a connection: AMQP's protocol header is 8 bytes too. */
export function trackHeartbeat(
  track: HeartbeatTrack,
  packet: Packet,
  sec: number | undefined,
  opens: boolean,
) {
  track.dataPackets += 1;
  if (packet.heartbeat) track.named = true;
  const size = packet.heartbeat ? 0 : (packet.lengthBytes ?? 0);
  if (sec === undefined || (opens && !packet.heartbeat) || size > SMALL_BYTES) return;
  const known = track.bySize.get(size);
  if (!known && track.bySize.size >= SIZES_KEPT) return;
  const gap = known ? sec - known.lastSec : Number.POSITIVE_INFINITY;
  track.bySize.set(size, {
    count: (known?.count ?? 0) + 1,
    firstSec: known?.firstSec ?? sec,
    lastSec: sec,
    shortestSec: Math.min(known?.shortestSec ?? Number.POSITIVE_INFINITY, gap),
    longestSec: known ? Math.max(known.longestSec, gap) : 0,
  });
}

function isHeartbeat(size: number, rhythm: Rhythm, serverPort: string): boolean {
  if (rhythm.count < 2 || rhythm.shortestSec < 0.5) return false;
  if (size === 0 || KNOWN.get(serverPort) === size) return true;
  return rhythm.count >= 4 && rhythm.longestSec <= rhythm.shortestSec * STEADY;
}

/** Seconds between heartbeats of this end, 0 when they were named but not timed, undefined when there were none. */
export function heartbeatEverySec(track: HeartbeatTrack, serverPort: string): number | undefined {
  for (const [size, rhythm] of track.bySize) {
    if (isHeartbeat(size, rhythm, serverPort)) {
      // Beats that traffic replaced, or that were left out of the paste, make longer gaps, never shorter ones.
      const isSteady = rhythm.longestSec <= rhythm.shortestSec * STEADY;
      const everySec = isSteady
        ? (rhythm.lastSec - rhythm.firstSec) / (rhythm.count - 1)
        : rhythm.shortestSec;
      return Math.round(everySec * 10) / 10;
    }
  }
  return track.named ? 0 : undefined;
}

/** Whether what an end sends is what its protocol calls a heartbeat, rather than only like one. */
export function isKnownBeat(track: HeartbeatTrack, serverPort: string): boolean {
  return track.named || KNOWN.has(serverPort);
}

/** Whether what an end sent last, at `lastDataSec`, is a heartbeat of its protocol. */
export function hasBeatenLast(
  track: HeartbeatTrack,
  serverPort: string,
  lastDataSec: number | undefined,
): boolean {
  const beats = [0, KNOWN.get(serverPort)].flatMap((size) =>
    size === undefined ? [] : (track.bySize.get(size) ?? []),
  );
  return (
    lastDataSec !== undefined && beats.some(({ count, lastSec }) => count > 1 && lastSec === lastDataSec)
  );
}

/** Whether an end has sent heartbeats at all: one that its protocol knows is enough, of others a rhythm of its own. */
export function hasBeaten(track: HeartbeatTrack, serverPort: string): boolean {
  const known = KNOWN.get(serverPort);
  if (known !== undefined && track.bySize.has(known)) return true;
  return heartbeatEverySec(track, serverPort) !== undefined;
}
