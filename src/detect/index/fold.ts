/** 256 entries: A to Z become a to z, every other byte stays itself. Bytes of UTF-8 sequences are never changed. */
export const FOLD: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte,
);
