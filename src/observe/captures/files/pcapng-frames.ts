import type { FrameReader, TakeFrame } from './frame.ts';

/** Block types of draft-ietf-opsawg-pcapng, sections 4 and 10.1. */
const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE = 1;
const OBSOLETE_PACKET = 2;
const SIMPLE_PACKET = 3;
const ENHANCED_PACKET = 6;

const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
/** Block type, its length, and its length again behind the body. */
const LEAST_BYTES = 12;
const MOST_BYTES = 16 << 20;
/** Options of an interface: the resolution of its time stamps, and seconds to add to them. */
const IF_TSRESOL = 9;
const IF_TSOFFSET = 14;

interface Interface {
  linkType: number;
  snapLength: number;
  perSec: number;
  offsetSec: number;
}

/**
 * Reads pcapng: blocks, each with its length before and behind its body. A section header tells the byte order of what follows, an
 * interface block the link type and the resolution of time stamps. Blocks of other kinds are passed over.
 */
export function pcapngFrames(take: TakeFrame): FrameReader {
  let isLittle = true;
  let interfaces: Interface[] = [];
  let damaged = false;
  function readBlock(view: DataView, bytes: Uint8Array, at: number, length: number): void {
    const type = view.getUint32(at, isLittle);
    const body = at + 8;
    const end = at + length - 4;
    if (type === SECTION_HEADER) interfaces = [];
    else if (type === INTERFACE) interfaces.push(readInterface(view, body, end, isLittle));
    else if (type === ENHANCED_PACKET || type === OBSOLETE_PACKET) {
      const id = type === ENHANCED_PACKET ? view.getUint32(body, isLittle) : view.getUint16(body, isLittle);
      const from = body + 20;
      const known = interfaces[id];
      const to = from + view.getUint32(body + 12, isLittle);
      if (!known || to > end) return;
      const stamp = view.getUint32(body + 4, isLittle) * 2 ** 32 + view.getUint32(body + 8, isLittle);
      take({ bytes, from, to, linkType: known.linkType, sec: stamp / known.perSec + known.offsetSec });
    } else if (type === SIMPLE_PACKET) {
      const [first] = interfaces;
      if (!first) return;
      const from = body + 4;
      const captured = Math.min(view.getUint32(body, isLittle), first.snapLength || MOST_BYTES, end - from);
      take({ bytes, from, to: from + captured, linkType: first.linkType });
    }
  }
  return {
    isDamaged: () => damaged,
    read(bytes) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      let at = 0;
      while (at + LEAST_BYTES <= bytes.length) {
        if (view.getUint32(at) === SECTION_HEADER)
          isLittle = view.getUint32(at + 8, true) === BYTE_ORDER_MAGIC;
        const length = view.getUint32(at + 4, isLittle);
        if (length < LEAST_BYTES || length > MOST_BYTES) {
          damaged = true;
          return at;
        }
        if (at + length > bytes.length) return at;
        if (length >= leastBytesOf(view.getUint32(at, isLittle))) readBlock(view, bytes, at, length);
        at += length;
      }
      return at;
    },
  };
}

/** Without the fields before its options or its frame a block says nothing. */
function leastBytesOf(type: number): number {
  if (type === ENHANCED_PACKET || type === OBSOLETE_PACKET) return LEAST_BYTES + 20;
  if (type === INTERFACE) return LEAST_BYTES + 8;
  return type === SIMPLE_PACKET ? LEAST_BYTES + 4 : LEAST_BYTES;
}

function readInterface(view: DataView, body: number, end: number, isLittle: boolean): Interface {
  const read: Interface = {
    linkType: view.getUint16(body, isLittle),
    snapLength: view.getUint32(body + 4, isLittle),
    perSec: 1e6,
    offsetSec: 0,
  };
  for (let at = body + 8; at + 4 <= end; ) {
    const code = view.getUint16(at, isLittle);
    const length = view.getUint16(at + 2, isLittle);
    const value = at + 4;
    if (code === 0 || value + length > end) break;
    if (code === IF_TSRESOL && length >= 1) read.perSec = resolution(view.getUint8(value));
    if (code === IF_TSOFFSET && length >= 8) read.offsetSec = Number(view.getBigInt64(value, isLittle));
    at = value + Math.ceil(length / 4) * 4;
  }
  return read;
}

/** A power of ten, or of two where the highest bit is set (section 4.2). */
function resolution(byte: number): number {
  return byte & 0x80 ? 2 ** (byte & 0x7f) : 10 ** byte;
}
