/** Lines of a log that are looked at together. */
export const STRETCH_LINES = 200;

/** Tells a table from a log by a sample of whole lines. */
export type IsTable = (sample: Uint8Array) => boolean;

/** Lines from the middle that tell a table from a log. */
const MIDDLE_LINES = 12;

/** The numbers, from 0, of the stretches of a log in whose middle stand rows of a table: no literal finds those. */
export function tableStretches(log: Uint8Array, isTable: IsTable): ReadonlySet<number> {
  const found = new Set<number>();
  for (let [start, stretch] = [0, 0]; start < log.length; stretch++) {
    const end = skipLines(log, start, STRETCH_LINES);
    if (isTable(middleLines(log.subarray(start, end)))) found.add(stretch);
    start = end;
  }
  return found;
}

/** Some whole lines from the middle of a chunk; of a short one its last lines. */
export function middleLines(chunk: Uint8Array): Uint8Array {
  const start = chunk.indexOf(10, chunk.length >> 1) + 1;
  return chunk.subarray(start, skipLines(chunk, start, MIDDLE_LINES));
}

function skipLines(bytes: Uint8Array, start: number, lines: number): number {
  let end = start;
  for (let left = lines; left > 0 && end < bytes.length; left--)
    end = bytes.indexOf(10, end) + 1 || bytes.length;
  return end;
}
