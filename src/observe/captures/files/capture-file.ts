/** The two container formats of captured packets. */
export type CaptureFormat = 'pcap' | 'pcapng';

/** Bytes at the start of an input that tell a capture file from anything else. */
export const CAPTURE_HEAD_BYTES = 12;

const PCAP_MAGIC = [0xa1b2c3d4, 0xa1b23c4d];
const SECTION_HEADER = 0x0a0d0d0a;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;

/** The first two bytes of every magic number. */
const BEGINNINGS = [0xa1b2, 0xd4c3, 0x4d3c, 0x0a0d];

/** Whether two bytes or more may begin a capture file, so that it is worth waiting for twelve. */
export function mayBeCapture(head: Uint8Array): boolean {
  return BEGINNINGS.includes(((head[0] ?? 0) << 8) | (head[1] ?? 0));
}

/**
 * Tells a capture file by its first bytes: the magic number of pcap in either byte order, with microseconds or nanoseconds
 * (draft-ietf-opsawg-pcap, section 4), or the section header of pcapng (draft-ietf-opsawg-pcapng, section 4.1).
 */
export function captureFormat(head: Uint8Array): CaptureFormat | undefined {
  if (head.length < CAPTURE_HEAD_BYTES) return undefined;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (isEither(view, 0, PCAP_MAGIC)) return 'pcap';
  return view.getUint32(0) === SECTION_HEADER && isEither(view, 8, [BYTE_ORDER_MAGIC]) ? 'pcapng' : undefined;
}

function isEither(view: DataView, offset: number, magic: readonly number[]): boolean {
  return magic.includes(view.getUint32(offset)) || magic.includes(view.getUint32(offset, true));
}
