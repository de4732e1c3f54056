import type { Line } from '../line.ts';

/** Remembers, while an input is read, up to where a reader has already looked in vain. */
export interface Refusals {
  cover(lines: readonly Line[], from: number): boolean;
  note(lines: readonly Line[], until: number): void;
}

/**
 * A block that was looked through and refused need not be looked through again from each of its lines: without this
 * the time would grow with the square of the block, and a line in the middle would lose what stands above it.
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
