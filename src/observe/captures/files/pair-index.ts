import type { FlowState } from '../flow-state.ts';
import type { Endpoint } from '../packet.ts';
import { ipAddress } from './ip-address.ts';
import type { Segment } from './tcp-segment.ts';

/** One end of a pair, and from where its sequence numbers are counted: its first one, or what the other acknowledged first. */
interface PairEnd extends Endpoint {
  firstSeq?: number;
}

/** Two ends that exchange segments, and the connection that is open between them, or was. */
export interface Pair {
  ends: [PairEnd, PairEnd];
  flow?: FlowState;
}

interface Entry {
  pair: Pair;
  /** Addresses and ports as the first segment had them. */
  key: Uint8Array;
  next: Entry | undefined;
}

/** A pair that a segment belongs to; it is `turned` where the second end sent it. */
export interface Found {
  pair: Pair;
  isTurned: boolean;
}

/**
 * Finds the pair of a segment by the bytes of its addresses and ports, without making a text of them for each packet. Each pair is
 * made at its first segment; `forget` takes away those of connections that are not kept any longer.
 */
export function pairIndex(): { of(segment: Segment): Found; forget(isGone: (pair: Pair) => boolean): void } {
  const byHash = new Map<number, Entry>();
  return {
    of(segment) {
      const hash = hashOf(segment);
      const first = byHash.get(hash);
      for (let entry = first; entry; entry = entry.next) {
        if (isSame(entry.key, segment, false)) return { pair: entry.pair, isTurned: false };
        if (isSame(entry.key, segment, true)) return { pair: entry.pair, isTurned: true };
      }
      const entry = newEntry(segment, first);
      byHash.set(hash, entry);
      return { pair: entry.pair, isTurned: false };
    },
    forget(isGone) {
      // A bucket holds more than one pair so rarely that it goes or stays as a whole.
      for (const [hash, { pair }] of byHash) if (isGone(pair)) byHash.delete(hash);
    },
  };
}

/** The same both ways, so that the two directions of a connection meet. */
function hashOf({ bytes, addresses, addressBytes, sourcePort, targetPort }: Segment): number {
  let source = sourcePort;
  let target = targetPort;
  for (let i = addresses; i < addresses + addressBytes; i++) {
    source = (Math.imul(source, 31) + (bytes[i] ?? 0)) | 0;
    target = (Math.imul(target, 31) + (bytes[i + addressBytes] ?? 0)) | 0;
  }
  return (
    (Math.imul(source ^ (source >>> 15), 0x2c1b3c6d) + Math.imul(target ^ (target >>> 15), 0x2c1b3c6d)) | 0
  );
}

function isSame(key: Uint8Array, segment: Segment, isTurned: boolean): boolean {
  const { bytes, addresses, addressBytes, sourcePort, targetPort } = segment;
  const length = 2 * addressBytes;
  if (key.length !== length + 4) return false;
  const [source, target] = isTurned ? [targetPort, sourcePort] : [sourcePort, targetPort];
  if (((key[length] ?? 0) << 8) + (key[length + 1] ?? 0) !== source) return false;
  if (((key[length + 2] ?? 0) << 8) + (key[length + 3] ?? 0) !== target) return false;
  const shift = isTurned ? addressBytes : 0;
  for (let i = 0; i < length; i++) if (key[(i + shift) % length] !== bytes[addresses + i]) return false;
  return true;
}

function newEntry(segment: Segment, next: Entry | undefined): Entry {
  const { bytes, addresses, addressBytes, sourcePort, targetPort } = segment;
  const key = new Uint8Array(2 * addressBytes + 4);
  key.set(bytes.subarray(addresses, addresses + 2 * addressBytes));
  key.set([sourcePort >> 8, sourcePort & 255, targetPort >> 8, targetPort & 255], 2 * addressBytes);
  const source = { address: ipAddress(bytes, addresses, addressBytes), port: String(sourcePort) };
  const target = {
    address: ipAddress(bytes, addresses + addressBytes, addressBytes),
    port: String(targetPort),
  };
  return { pair: { ends: [source, target] }, key, next };
}
