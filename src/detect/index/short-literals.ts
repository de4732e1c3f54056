import { TYPICAL_TEXT } from '../../model/typical-text.ts';
import { FOLD } from './fold.ts';
import { type LiteralText, literalLength, literalStandsAt } from './literal-text.ts';

/** Finds literals of one to four bytes by looking at every pair of bytes: several times slower than the index proper. */
export interface ShortLiterals {
  scan(
    bytes: Uint8Array,
    start: number,
    end: number,
    onHit: (literalId: number, offset: number) => void,
  ): void;
  disable(literalId: number): void;
}

interface PairEntry {
  literal: number;
  back: number;
}

function countTypicalPairs(): Uint16Array {
  const counts = new Uint16Array(0x10000);
  for (let at = 1; at < TYPICAL_TEXT.length; at += 1) {
    const pair =
      (FOLD[TYPICAL_TEXT.charCodeAt(at - 1) & 255]! << 8) | FOLD[TYPICAL_TEXT.charCodeAt(at) & 255]!;
    counts[pair] = counts[pair]! + 1;
  }
  return counts;
}

/** The pairs by which a literal is found, all of them beginning `back` bytes after its start. */
function choosePairs(text: LiteralText, id: number, counts: Uint16Array): { back: number; pairs: number[] } {
  const from = text.offsets[id]!;
  const length = literalLength(text, id);
  const pairAt = (at: number): number => (text.bytes[from + at]! << 8) | text.bytes[from + at + 1]!;
  if (length === 1) return { back: 0, pairs: Array.from(FOLD, (byte) => (text.bytes[from]! << 8) | byte) };

  let back = 0;
  for (let at = 1; at + 1 < length; at += 1) {
    if (counts[pairAt(at)]! < counts[pairAt(back)]!) back = at;
  }
  return { back, pairs: [pairAt(back)] };
}

/** Builds the slow path for the literals in `ids`; with none of them a scan costs nothing. */
export function createShortLiterals(text: LiteralText, ids: readonly number[]): ShortLiterals {
  const entries = new Map<number, PairEntry[]>();
  const counts = ids.length === 0 ? new Uint16Array(0) : countTypicalPairs();
  for (const literal of ids) {
    const { back, pairs } = choosePairs(text, literal, counts);
    for (const pair of new Set(pairs)) entries.set(pair, [...(entries.get(pair) ?? []), { literal, back }]);
  }
  const filter = new Uint8Array(ids.length === 0 ? 0 : 0x10000);
  for (const pair of entries.keys()) filter[pair] = 1;

  return {
    scan(bytes, start, end, onHit) {
      if (entries.size === 0 || end <= start) return;
      let pair = FOLD[bytes[start]!]!;
      for (let at = start + 1; at <= end; at += 1) {
        // The last byte is paired with a zero that is not there, so that literals of one byte are found at the end.
        pair = ((pair << 8) | (at < end ? FOLD[bytes[at]!]! : 0)) & 0xffff;
        if (filter[pair] === 0) continue;
        for (const { literal, back } of entries.get(pair) ?? []) {
          const place = at - 1 - back;
          if (literalStandsAt(text, literal, bytes, place, start, end)) onHit(literal, place);
        }
      }
    },
    disable(literalId) {
      for (const [pair, list] of entries) {
        const kept = list.filter((entry) => entry.literal !== literalId);
        if (kept.length > 0) entries.set(pair, kept);
        else {
          entries.delete(pair);
          filter[pair] = 0;
        }
      }
    },
  };
}
