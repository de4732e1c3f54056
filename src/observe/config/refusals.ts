import type { Line } from '../line.ts';

/** Remembers, while an input is read, up to where a reader has already found nothing. */
export interface Refusals {
  cover(lines: readonly Line[], from: number): boolean;
  note(lines: readonly Line[], until: number): void;
}

/**
 * A block that was rejected is not examined again from each of its lines: otherwise the time would grow with the square of
 * the block, and a line in the middle would be read without what stands above it.
 * Keyed by the array of lines, so that nothing outlives an input.
 */
export function newRefusals(): Refusals {
  const until = new WeakMap<readonly Line[], number>();
  return {
    cover: (lines, from) => from < (until.get(lines) ?? 0),
    note: (lines, end) => {
      until.set(lines, end);
    },
  };
}
