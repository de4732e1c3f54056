import { addressOf } from '../model/address.ts';
import { isCount, isMeasure, ofOne } from '../model/agree-in-number.ts';
import { BLANK } from '../model/blank.ts';
import type { FieldValue } from '../model/fields.ts';
import { shownBytes } from '../model/shown-bytes.ts';
import { isComplete, parseText, type TextPart } from '../model/text-template.ts';
import type { Facts } from './facts.ts';

const LONGEST_VALUE = 200;
const SAFE_IN_SHELL = /^[\w@%+=:,./-]+$/;

/**
 * Fills the blanks of a text. Several values read "10.1.2.3:41234 and 4 more", several numbers "60 to 120"; connections of one client are
 * that client's. Of blanks that stand side by side the first that is known is shown. What is counted once is told in the singular, and what
 * stays empty leaves no gap.
 */
export function fillBlanks(template: string, facts: Facts): string {
  return fillParts(parseText(template), facts);
}

function fillParts(parts: readonly TextPart[], facts: Facts): string {
  let filled = '';
  let side: Blank[] = [];
  let isEmpty = false;
  const endBlanks = (next: string): string => {
    if (side.length === 0) return next;
    const known = side.find(({ name }) => isKnown(name, facts));
    const values = facts.get(known?.name ?? '') ?? [];
    const size =
      known && next.startsWith(BYTES) && !filled.endsWith(' to ') ? sizeOf(known.name, values) : undefined;
    const value = size ?? (known ? shown(known.name, values) : withoutValue(side, facts));
    filled += value;
    isEmpty ||= value.trim() === '';
    side = [];
    if (size !== undefined) return next.slice(BYTES.length);
    return known && isCount(known.name) && isSingle(values) ? ofOne(next) : next;
  };
  for (const part of parts) {
    if (part.kind === 'blank') {
      side.push(part);
      continue;
    }
    const words = endBlanks(part.kind === 'words' ? part.words : optional(part.parts, facts));
    filled = isEmpty ? withoutGap(filled, words) : filled + words;
    isEmpty = false;
  }
  endBlanks('');
  return isEmpty ? filled.trimEnd() : filled;
}

type Blank = Extract<TextPart, { kind: 'blank' }>;

function isKnown(name: string, facts: Facts): boolean {
  return facts.get(name)?.[0] !== undefined;
}

function optional(parts: readonly TextPart[], facts: Facts): string {
  return isComplete(parts, (name) => isKnown(name, facts)) ? fillParts(parts, facts) : '';
}

/** Joins what stands around something empty: no space before a mark, one between words, no brackets around nothing. */
function withoutGap(before: string, after: string): string {
  const left = before.trimEnd();
  const right = after.trimStart();
  if (left.endsWith('(') && right.startsWith(')')) return withoutGap(left.slice(0, -1), right.slice(1));
  if (left.endsWith('(') || right === '' || MARKS.includes(right[0] ?? '')) return left + right;
  return left === before && right === after ? before + after : `${left} ${right}`;
}

const MARKS = ',.;:)';

function withoutValue(side: readonly Blank[], facts: Facts): string {
  const fallbacks = side.flatMap(({ fallback }) => (fallback ? [fillParts(fallback, facts)] : []));
  const name = side[0]?.name ?? '';
  const unknown = name === 'count' ? 'several' : `an unknown ${name}`;
  return fallbacks.find((one) => one.trim() !== '') ?? fallbacks[0] ?? unknown;
}

const BYTES = ' bytes';

/** Megabytes and more, with their unit. */
function sizeOf(name: string, values: readonly FieldValue[]): string | undefined {
  return isMeasure(name) ? shownBytes(values.map(Number)) : undefined;
}

function isSingle(values: readonly FieldValue[]): boolean {
  return values.length === 1 && String(values[0]) === '1';
}

function shown(name: string, values: readonly FieldValue[]): string {
  const [first = ''] = values;
  if (values.length === 1) return inText(first);
  const numbers = isMeasure(name) ? values.map(Number) : [NaN];
  if (!numbers.some(Number.isNaN)) return `${Math.min(...numbers)} to ${Math.max(...numbers)}`;
  const whose = name === 'client' ? values.map((value) => addressOf(String(value))) : values;
  const more = new Set(whose).size - 1;
  return more > 0
    ? `${inText(first)} and ${more} more`
    : `${inText(addressOf(String(first)))} (${values.length} connections)`;
}

/**
 * Fills the blanks of a shell command with the most frequent value, quoted as its place in the command needs it; an unknown one
 * stays as `<name>`.
 */
export function fillCommand(template: string, facts: Facts): string {
  return template.replaceAll(BLANK, (_, name: string, fallback: string | undefined, place: number) => {
    const value = facts.get(name)?.[0];
    return value === undefined
      ? (fallback ?? `<${name}>`)
      : quoteForShell(String(value).slice(0, LONGEST_VALUE), openQuote(template.slice(0, place)));
  });
}

/**
 * Fills a text that stands beside a command, such as how to undo it. What the command names reads as it does there: its first value,
 * quoted for a shell, since people type from such a text too.
 */
export function fillBeside(command: string | undefined, text: string, facts: Facts): string {
  const named = [...(command ?? '').matchAll(BLANK)].map(([, name = '']) => name);
  const asThere = named.flatMap((name): [string, string[]][] => {
    const value = facts.get(name)?.[0];
    return value === undefined ? [] : [[name, [quoteForShell(String(value).slice(0, LONGEST_VALUE), '')]]];
  });
  return fillBlanks(text, new Map([...facts, ...asThere]));
}

function inText(value: FieldValue): string {
  return String(value).slice(0, LONGEST_VALUE).replaceAll(/\s+/g, ' ').trim();
}

/** The quote mark that a command has opened and not closed (POSIX.1-2017, 2.2 Quoting); '' outside of quotes. */
function openQuote(command: string): string {
  let open = '';
  for (let i = 0; i < command.length; i++) {
    const mark = command.charAt(i);
    if (mark === '\\' && open !== "'") i++;
    else if (open === '' ? mark === "'" || mark === '"' : mark === open) open = open === '' ? mark : '';
  }
  return open;
}

/** POSIX sh quoting: single quotes protect everything but themselves; inside double quotes four characters keep their meaning. */
function quoteForShell(value: string, open: string): string {
  const oneLine = value.replaceAll(/[\u0000-\u001f\u007f]/g, ' ');
  if (open === '"') return Array.from(oneLine, (one) => ('"$`\\'.includes(one) ? `\\${one}` : one)).join('');
  const inner = oneLine.replaceAll("'", String.raw`'\''`);
  if (open === "'") return inner;
  return SAFE_IN_SHELL.test(oneLine) && !oneLine.startsWith('-') ? oneLine : `'${inner}'`;
}
