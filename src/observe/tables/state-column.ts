import type { Observation } from '../../model/observation.ts';
import { kernelState } from './tcp-state.ts';

const COLUMNS = 7;
const NEWLINE = 10;
const BLANK = 32;
const TAB = 9;
const RETURN = 13;

/** The column, from 0, in which all of these rows name their state; undefined where there is none, or a row bears no state. */
export function stateColumn(rows: readonly Observation[]): number | undefined {
  const words = rows.map(({ verbatim }) => verbatim.trim().split(/\s+/, COLUMNS));
  const holds = (column: number): boolean =>
    rows.every(({ fields }, i) => {
      const state = kernelState(words[i]?.[column] ?? '');
      return state !== undefined && state === fields['state'];
    });
  return Array.from({ length: COLUMNS }, (_, column) => column).find(holds);
}

/**
 * Counts the rows of a table by the state that they name in a column, without reading anything else of them. Undefined when a line
 * that is not empty names none there: something else stands between the rows.
 */
export function countByState(table: Uint8Array, column: number): Map<string, number> | undefined {
  const words: Word[] = [];
  for (let at = 0; at < table.length; ) {
    const start = wordAt(table, at, column);
    if (start < 0) {
      const end = lineEnd(table, at);
      if (skipBlanks(table, at) < end) return undefined;
      at = end + 1;
      continue;
    }
    const word = words.find((one) => standsAt(one, table, start)) ?? addWord(words, table, start);
    if (!word) return undefined;
    word.count++;
    at = lineEnd(table, start) + 1;
  }
  const counts = new Map<string, number>();
  for (const { state, count } of words) counts.set(state, (counts.get(state) ?? 0) + count);
  return counts;
}

/** A way in which a state is printed. */
interface Word {
  bytes: Uint8Array;
  state: string;
  count: number;
}

function addWord(words: Word[], table: Uint8Array, start: number): Word | undefined {
  const bytes = table.slice(start, wordEnd(table, start));
  const state = kernelState(new TextDecoder().decode(bytes));
  if (state === undefined) return undefined;
  const word = { bytes, state, count: 0 };
  words.push(word);
  return word;
}

function standsAt({ bytes }: Word, table: Uint8Array, start: number): boolean {
  for (let i = 0; i < bytes.length; i++) if (table[start + i] !== bytes[i]) return false;
  return isSpace(table[start + bytes.length]);
}

/** Where the word of a column begins in the line from `at` on; -1 where the line has fewer. */
function wordAt(table: Uint8Array, at: number, column: number): number {
  let start = skipBlanks(table, at);
  for (let word = 0; word < column; word++) start = skipBlanks(table, wordEnd(table, start));
  return isSpace(table[start]) ? -1 : start;
}

function skipBlanks(table: Uint8Array, from: number): number {
  let at = from;
  while (table[at] === BLANK || table[at] === TAB || table[at] === RETURN) at++;
  return at;
}

function wordEnd(table: Uint8Array, from: number): number {
  let at = from;
  while (!isSpace(table[at])) at++;
  return at;
}

function lineEnd(table: Uint8Array, from: number): number {
  const end = table.indexOf(NEWLINE, from);
  return end < 0 ? table.length : end;
}

/** The end of the table is one, too. */
function isSpace(byte: number | undefined): boolean {
  return byte === undefined || byte === BLANK || byte === NEWLINE || byte === TAB || byte === RETURN;
}
