import type { CompiledRunbook } from '../model/runbook.ts';
import type { Hit, Signal } from '../model/signal.ts';
import { isStackFrame } from '../model/stack-frame.ts';
import { redact } from '../redact/redact.ts';
import { withoutGaps } from './without-gaps.ts';

const MOST_QUOTES = 2;
const LONGEST_QUOTE = 240;
/** Messages that share so many characters at their beginning are one message; so many are compared. */
const BEGINNING = 12;
const MOST_COMPARED = 20;
const LONGEST_ASIDE = 60;
const TRACEBACK = 'Traceback (most recent call last)';
/** So much may stand before the words that decided. */
const LEAD = 60;

/**
 * What the records say that decided, each in one line, secrets masked: the line with the words that were looked for, with the lines
 * around it for which there is room; of a long one the part around those words.
 */
export function quoteRecords(signals: readonly Signal[], { patterns }: CompiledRunbook): string[] {
  const quotesOf = (pick: (hits: readonly Hit[]) => Hit | undefined) =>
    signals.flatMap(({ name, hits }) => {
      const hit = pick(hits);
      if (hit?.observation.kind !== 'log') return [];
      const known = (patterns[name] ?? []).flatMap(({ texts }) => texts);
      return quote(redact(hit.observation.text), known) ?? [];
    });
  const quotes = quotesOf(([first]) => first);
  const distinct = quotes.filter((one, i) => !quotes.some((other, j) => j < i && other.includes(one)));
  const others = distinct.length < MOST_QUOTES ? quotesOf(otherMessage) : [];
  return [...distinct, ...others.slice(0, 1)].slice(0, MOST_QUOTES);
}

/** The first hit whose message begins with other words than that of the first hit. */
function otherMessage([first, ...later]: readonly Hit[]): Hit | undefined {
  const known = first && beginningOf(first);
  return later.slice(0, MOST_COMPARED).find((hit) => beginningOf(hit) !== known);
}

function beginningOf({ observation: { text } }: Hit): string {
  return text.trimStart().slice(0, BEGINNING);
}

function quote(text: string, known: readonly string[]): string | undefined {
  const lines = text
    .split('\n')
    .filter((line) => !isStackFrame(line.trimStart()))
    .map(withoutGaps)
    .filter(saysSomething);
  const places = lines.map((line) => placeOf(known, line));
  const met = places.findIndex((at) => at >= 0);
  // Python's trace ends with what was raised.
  const unknown = text.includes(TRACEBACK) ? lines.length - 1 : 0;
  const decided = met >= 0 ? met : unknown;
  const line = lines[decided];
  if (line === undefined) return undefined;
  if (line.length <= LONGEST_QUOTE) return withNeighbours(lines, decided);
  const place = places[decided] ?? -1;
  return partOf(line, place >= 0 ? place : placeOf(OF_TROUBLE, line));
}

/** Where no words are known that decided, a long line says near one of these what went wrong. */
const OF_TROUBLE = ['is full', 'limit reached', 'exceeded', 'exhausted', 'timed out', 'refused'];

/** A line of stars or dashes alone frames a message and says nothing. */
function saysSomething(line: string): boolean {
  return Array.from(line).some((one) => !FRAME.includes(one));
}

const FRAME = ' *=-_#+|~';

function partOf(line: string, at: number): string {
  const from = Math.max(0, at - LEAD);
  const to = from + LONGEST_QUOTE;
  return `${from > 0 ? '…' : ''}${line.slice(from, to)}${to < line.length ? '…' : ''}${lastAside(line, to)}`;
}

/** What stands in brackets at the end of a long line, such as `(blocking for: 90s)`, where it was cut off. */
function lastAside(line: string, to: number): string {
  const at = line.lastIndexOf('(');
  const aside = at >= to && line.endsWith(')') ? line.slice(at) : '';
  return aside.length <= LONGEST_ASIDE ? (aside === '' ? '' : ` ${aside}`) : '';
}

/** The lines behind it, then those before it, as long as all fit. */
function withNeighbours(lines: readonly string[], at: number): string {
  let [from, to] = [at, at + 1];
  const fits = (first: number, last: number) => lines.slice(first, last).join(' ').length <= LONGEST_QUOTE;
  while (to < lines.length && fits(from, to + 1)) to++;
  while (from > 0 && fits(from - 1, to)) from--;
  return lines.slice(from, to).join(' ');
}

/** Where the first of the texts that stand in a line begins; -1 where none does. */
function placeOf(texts: readonly string[], line: string): number {
  const lower = line.toLowerCase();
  const found = texts.map((text) => lower.indexOf(text.toLowerCase())).filter((at) => at >= 0);
  return found.length > 0 ? Math.min(...found) : -1;
}
