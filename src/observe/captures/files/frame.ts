/** One captured frame: where its bytes lie, what kind of link it comes from, and when it was seen. */
export interface Frame {
  bytes: Uint8Array;
  from: number;
  to: number;
  /** LINKTYPE_ value (https://www.tcpdump.org/linktypes.html). */
  linkType: number;
  /** Seconds since 1970; absent where the container has none. */
  sec?: number;
}

/** Reads one container format piece by piece. */
export interface FrameReader {
  /** Hands out the frames that lie whole in `bytes` and answers how many bytes were used; the rest comes again with more behind it. */
  read(bytes: Uint8Array): number;
  /** The bytes are not what the format says: nothing behind this place can be read. */
  isDamaged(): boolean;
}

export type TakeFrame = (frame: Frame) => void;
