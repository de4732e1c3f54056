import type { Line } from '../line.ts';
import { wholeTimeMs } from '../times/whole-time.ts';
import { shownCommand } from './command-line.ts';

/** What stands just above a table: `next` is the line the table itself begins on. */
export interface Preamble {
  next: number;
  atMs?: number;
  command?: string;
  /** The line at `next` begins as log records do, with the time they were written. */
  dated: boolean;
}

const LONGEST = 6;
const DATED =
  /^.{0,24}?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d\S{0,16}\s+\S|^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d /;
const WATCH = /^Every [\d.]{1,8}s: (.{1,300}?)(?: {2,}|\t)(?:[\w.-]{1,80}: )?(\S.{10,50})$/;

/** One answer per text is kept, because every reader asks about the same line in turn. */
const lastAsked = new WeakMap<readonly Line[], { from: number; preamble: Preamble }>();

function take(text: string, preamble: Preamble): boolean {
  const watched = text.startsWith('Every ') ? WATCH.exec(text) : null;
  const atMs = wholeTimeMs(watched?.[2] ?? text);
  if (atMs !== undefined) preamble.atMs = atMs;
  const command = watched?.[1] ?? (atMs === undefined ? shownCommand(text) : undefined);
  if (command !== undefined) preamble.command = command;
  return atMs !== undefined || command !== undefined;
}

function readPreamble(lines: readonly Line[], from: number): Preamble {
  const preamble: Preamble = { next: from, dated: false };
  let next = from;
  while (next < lines.length && next < from + LONGEST) {
    const text = lines[next]?.text ?? '';
    if (text.length > 600) break;
    const blank = text.trim() === '';
    if (blank ? next === from : !take(text, preamble)) break;
    next += 1;
  }
  preamble.next = next;
  preamble.dated = DATED.test((lines[next]?.text ?? '').slice(0, 100));
  return preamble;
}

/** Reads the date, the typed command and the blank lines above a table; `next` equals `from` when there are none. */
export function preambleAt(lines: readonly Line[], from: number): Preamble {
  const known = lastAsked.get(lines);
  if (known?.from === from) return known.preamble;
  const preamble = readPreamble(lines, from);
  lastAsked.set(lines, { from, preamble });
  return preamble;
}
