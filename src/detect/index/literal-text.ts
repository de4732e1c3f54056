import { FOLD } from './fold.ts';

/** All literals folded to small letters in one array: literal `id` is `bytes[offsets[id]]` up to `bytes[offsets[id + 1]]`. */
export interface LiteralText {
  bytes: Uint8Array;
  offsets: Int32Array;
}

/** Folds literals into one array of UTF-8. Throws RangeError, naming the literal's place in the list, when one is empty. */
export function packLiterals(literals: readonly string[]): LiteralText {
  const encoder = new TextEncoder();
  const encoded = literals.map((literal) => encoder.encode(literal));
  const offsets = new Int32Array(literals.length + 1);
  encoded.forEach((text, id) => {
    if (text.length === 0) throw new RangeError(`literal ${id} is empty: it would be found everywhere`);
    offsets[id + 1] = offsets[id]! + text.length;
  });

  const bytes = new Uint8Array(offsets[literals.length]!);
  encoded.forEach((text, id) =>
    bytes.set(
      text.map((byte) => FOLD[byte] ?? byte),
      offsets[id],
    ),
  );
  return { bytes, offsets };
}

/** How many bytes literal `id` has. */
export function literalLength(text: LiteralText, id: number): number {
  return text.offsets[id + 1]! - text.offsets[id]!;
}

/** Whether literal `id` stands at `at` of `bytes`, in any case of its ASCII letters, wholly within `start` to `end`. */
export function literalStandsAt(
  text: LiteralText,
  id: number,
  bytes: Uint8Array,
  at: number,
  start: number,
  end: number,
): boolean {
  let from = text.offsets[id]!;
  const to = text.offsets[id + 1]!;
  if (at < start || at + to - from > end) return false;
  for (let place = at; from < to; place += 1, from += 1) {
    if (FOLD[bytes[place]!] !== text.bytes[from]) return false;
  }
  return true;
}
