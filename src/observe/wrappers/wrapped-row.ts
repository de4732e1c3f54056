import type { Line } from '../line.ts';
import { startsLikeRecord, startsLikeRow } from '../log-start.ts';
import { isExceptionLine, isListItem, isTraceLine } from '../logs/line-shape.ts';
import { startsAsError } from '../logs/line-words.ts';
import { readHead } from '../logs/read-head.ts';
import { peel } from './peel.ts';

/** What is set off from the row above: indented, marked, in columns, or a rule. */
const NO_REST = /^(?:\s\s|\*\*|#|```|~~~)|\t|^[^\p{L}\d]*$/u;
/** Lines of a table that bars part into columns are all as wide, whatever the terminal. */
const RULE = /^\s{0,8}[-+|=:]{8,}\s*$/;
const COLUMNS = /^[^|]{0,100}\|[^|]{0,100}\|[^|]{0,100}\|/;
/** So many gaps of two blanks and more part the columns of a table. */
const GAP = /\S {2,}(?=\S)/g;
const LEAST_GAPS = 3;
/** The rest of `Heartbeat timeout`: a frame of a stack names a file, a method or a place. */
const NO_FRAME = /^at(?: [a-z]+){1,4}$/;
/** A number alone answers a command that counts. */
const COUNTS = /\bwc\s+-l\b|\bgrep\s+(?:-\w+\s+)*-\w*c|--count\b|\.Count\b/;
const NUMBER = /^\s*\d{1,12}\s*$/;
/** A person's word for no output, alone on its line. */
const NOTHING = /^\s*\((?:empty|nothing|none|no (?:output|rows|result|lines?|match(?:es)?)|quiet)\)\s*$/i;
/** A line of statistics, as Redis' INFO prints them: `connected_clients:40`. */
const STATISTIC = /^[a-z]\w{0,60}_\w{1,60}:\S{1,60}$/;
/** A shell's prompt with user and machine, or with a folder of Windows, begins a row. */
const PROMPT = /^(?:\[?[\w.-]{1,40}@[\w.-]{1,60}[: ][^\s$#%]{0,60}[$#%]|(?:PS )?[A-Z]:\\[^\s>]{0,80}>) /;
const SEARCHED_CHARS = 260;
/** What HAProxy writes first, and the time that follows it (HAProxy's configuration manual, "HTTP log format"). */
const BEFORE_ACCEPT_TIME = /haproxy\[\d{1,10}\]: \S{3,60}:\d{1,5}$/;
const ACCEPT_TIME = /^\[\d\d\/[A-Z][a-z]{2}\/\d{4}:/;

/** A row of a text that may be wrapped. */
export interface Row {
  line: Line;
  /** It begins a record or a row of a table. */
  begins: boolean;
  /** It may be the rest of the row above. */
  goesOn: boolean;
  /** It belongs to a record of one line: whatever follows it without a head is its rest. */
  isSingle: boolean;
  /** It begins a record, or all rows between it and the beginning of one may be its rest. */
  headed: boolean;
  /** The head of an Erlang report, whose message begins below it. */
  isReportHead: boolean;
}

function isContinuation(above: Line | undefined, line: Line, width: number): boolean {
  if (above === undefined || above.text.trim() === '' || line.text.trim() === '') return false;
  if (isAligned(above.text) && isAligned(line.text)) return false;
  if (PROMPT.test(line.text.slice(0, SEARCHED_CHARS))) return false;
  if (NO_REST.test(line.text) || NOTHING.test(line.text)) return false;
  if (NUMBER.test(line.text) && COUNTS.test(above.text.slice(0, 1000))) return false;
  if (isListItem(line.text) && above.text.length < width) return false;
  return firstWord(above.text) !== firstWord(line.text);
}

/** Reads what a row may be of; `above` is the row before it, `width` that of the longest. */
export function toRow(line: Line, above: Row | undefined, width: number): Row {
  const { text } = line;
  const isWrapped = peel(line)[0]?.line !== line;
  const head = readHead(text);
  const begins =
    (isWrapped || head !== undefined || looksLikeBeginning(text)) &&
    !(ACCEPT_TIME.test(text) && BEFORE_ACCEPT_TIME.test(above?.line.text ?? ''));
  const goesOn = !begins && above?.isReportHead !== true && isContinuation(above?.line, line, width);
  return {
    line,
    begins,
    goesOn,
    isSingle: goesOn ? above?.isSingle === true : isWrapped || head?.single === true,
    headed:
      begins || startsAsError(text) || above?.isReportHead === true || (goesOn && above?.headed === true),
    isReportHead: head?.format === 'erlang report',
  };
}

function looksLikeBeginning(text: string): boolean {
  if (RULE.test(text) || COLUMNS.test(text) || STATISTIC.test(text)) return true;
  if (startsLikeRecord(text) || startsLikeRow(text) || isExceptionLine(text)) return true;
  return isTraceLine(text) && !NO_FRAME.test(text);
}

export function isAligned(text: string): boolean {
  return (text.slice(0, SEARCHED_CHARS).match(GAP)?.length ?? 0) >= LEAST_GAPS;
}

/** The first word of a row, with the blanks before it. */
export function firstWord(text: string): string {
  return /^\s*\S+/.exec(text.slice(0, 200))?.[0] ?? '';
}
