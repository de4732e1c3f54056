import { FOLD } from './fold.ts';

/** All literals folded to small letters in one array: literal `id` is `bytes[offsets[id]]` up to `bytes[offsets[id + 1]]`. */
export interface LiteralText {
  bytes: Uint8Array;
  offsets: Int32Array;
}

/** Folds literals into one array of UTF-8. Throws RangeError, naming the literal's place in the list, when one is empty. */
export function packLiterals(literals: readonly string[]): LiteralText {
  const encoder = new TextEncoder();
  // A UTF-16 unit takes three bytes of UTF-8 at most.
  const room = new Uint8Array(literals.reduce((sum, { length }) => sum + 3 * length, 0));
  const offsets = new Int32Array(literals.length + 1);
  let end = 0;
  for (const [id, literal] of literals.entries()) {
    if (literal === '') throw new RangeError(`literal ${id} is empty: it would be found everywhere`);
    end += encoder.encodeInto(literal, room.subarray(end)).written;
    offsets[id + 1] = end;
  }
  const bytes = room.slice(0, end);
  for (let at = 0; at < end; at += 1) bytes[at] = FOLD[bytes[at]!]!;
  return { bytes, offsets };
}

/** Literal `id` in small letters. */
export function literalAt({ bytes, offsets }: LiteralText, id: number): string {
  return new TextDecoder().decode(bytes.subarray(offsets[id], offsets[id + 1]));
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
