import { countNewlines } from './count-newlines.ts';
import {
  continuesRecord,
  lineEndAfter,
  lineStartBefore,
  RECORD_BYTES,
  RECORD_LINES,
} from './record-bounds.ts';

/** The whole lines of a record, `start` to `end` (exclusive, in bytes of the chunk); `line` is the number of the first, counted from 1. */
export interface Region {
  start: number;
  end: number;
  line: number;
}

/** The regions of one chunk in order, and the number that the first line of the next chunk has. */
interface Selection {
  regions: Region[];
  nextLine: number;
}

/** Start of the record that the line at `line` belongs to, at most 64 lines or 16 KiB before it and not before `floor`. */
function recordStart(bytes: Uint8Array, line: number, floor: number, end: number): number {
  let at = line;
  for (let lines = 0; lines < RECORD_LINES && at > floor; lines += 1) {
    const previous = lineStartBefore(bytes, at, floor);
    if (line - previous > RECORD_BYTES || !continuesRecord(bytes, previous, at, end)) break;
    at = previous;
  }
  return at;
}

/** End of the record that the line from `line` to `lineEnd` belongs to, at most 64 lines or 16 KiB after it. */
function recordEnd(bytes: Uint8Array, line: number, lineEnd: number, end: number): number {
  let previous = line;
  let at = lineEnd;
  for (let lines = 0; lines < RECORD_LINES && at < end; lines += 1) {
    if (!continuesRecord(bytes, previous, at, end)) break;
    const next = lineEndAfter(bytes, at, end);
    if (next - lineEnd > RECORD_BYTES) break;
    previous = at;
    at = next;
  }
  return at;
}

/**
 * Finds the whole records around `hits` (offsets in any order, repeats allowed) in the chunk `bytes[start]` to
 * `bytes[end]`, which must begin at a line's start; `firstLine` is that line's number. Lines are numbered exactly.
 * A record that lies in two chunks is cut, so cut chunks by `lastRecordStart`.
 */
export function selectRegions(
  bytes: Uint8Array,
  start: number,
  end: number,
  firstLine: number,
  hits: readonly number[],
): Selection {
  const regions: Region[] = [];
  let last: Region = { start, end: start, line: firstLine };
  let line = firstLine;
  let counted = start;
  for (const hit of hits.toSorted((one, other) => one - other)) {
    if (hit < last.end || hit >= end) continue;
    const hitLine = lineStartBefore(bytes, hit + 1, last.end);
    const from = recordStart(bytes, hitLine, last.end, end);
    const to = recordEnd(bytes, hitLine, lineEndAfter(bytes, hit, end), end);
    line += countNewlines(bytes, counted, from);
    counted = from;
    last = { start: from, end: to, line };
    regions.push(last);
  }
  return { regions, nextLine: line + countNewlines(bytes, counted, end) };
}

/** The same lines with regions that touch each other made one. */
export function joinTouching(regions: readonly Region[]): Region[] {
  const joined: Region[] = [];
  for (const region of regions) {
    const last = joined.at(-1);
    if (last?.end === region.start) last.end = region.end;
    else joined.push({ ...region });
  }
  return joined;
}
