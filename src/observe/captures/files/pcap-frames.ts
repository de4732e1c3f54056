import type { FrameReader, TakeFrame } from './frame.ts';

const FILE_HEADER_BYTES = 24;
const RECORD_HEADER_BYTES = 16;
/** libpcap writes no longer record (MAXIMUM_SNAPLEN in pcap-int.h): a greater length is damage. */
const MOST_BYTES = 262_144;
const NANOSECONDS = 0xa1b23c4d;
const LINK_TYPE_MASK = 0xffff;

/**
 * Reads pcap (draft-ietf-opsawg-pcap): a header of 24 bytes, then records of a header of 16 bytes and a frame. The magic number
 * tells the byte order and whether fractions of a second are micro- or nanoseconds.
 */
export function pcapFrames(take: TakeFrame): FrameReader {
  let header: { isLittle: boolean; perSec: number; linkType: number } | undefined;
  let damaged = false;
  return {
    isDamaged: () => damaged,
    read(bytes) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      let at = 0;
      if (!header) {
        if (bytes.length < FILE_HEADER_BYTES) return 0;
        header = readHeader(view);
        at = FILE_HEADER_BYTES;
      }
      const { isLittle, perSec, linkType } = header;
      while (at + RECORD_HEADER_BYTES <= bytes.length) {
        const length = view.getUint32(at + 8, isLittle);
        if (length > MOST_BYTES) {
          damaged = true;
          return at;
        }
        const from = at + RECORD_HEADER_BYTES;
        if (from + length > bytes.length) return at;
        const sec = view.getUint32(at, isLittle) + view.getUint32(at + 4, isLittle) / perSec;
        take({ bytes, from, to: from + length, linkType, sec });
        at = from + length;
      }
      return at;
    },
  };
}

function readHeader(view: DataView) {
  const isLittle = view.getUint8(0) !== 0xa1;
  const perSec = view.getUint32(0, isLittle) === NANOSECONDS ? 1e9 : 1e6;
  return { isLittle, perSec, linkType: view.getUint32(20, isLittle) & LINK_TYPE_MASK };
}
