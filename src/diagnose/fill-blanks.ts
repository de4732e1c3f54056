import { addressOf } from '../model/address.ts';
import { BLANK } from '../model/blank.ts';
import type { FieldValue } from '../model/fields.ts';
import { isCount, ofOne } from './agree-in-number.ts';
import type { Facts } from './facts.ts';

const LONGEST_VALUE = 200;
const SAFE_IN_SHELL = /^[\w@%+=:,./-]+$/;

interface Blank {
  name: string;
  fallback: string | undefined;
}

/**
 * Fills the blanks of a text. Several values read "10.1.2.3:41234 and 4 more"; connections of one client are that client's. Of blanks
 * that stand side by side the first that is known is shown. What is counted once is told in the singular.
 */
export function fillBlanks(template: string, facts: Facts): string {
  let filled = '';
  let end = 0;
  let side: Blank[] = [];
  const take = (literal: string): void => {
    const known = side.find(({ name }) => facts.get(name)?.[0] !== undefined);
    const values = facts.get(known?.name ?? '') ?? [];
    if (side.length > 0) filled += known ? shown(known.name, values) : withoutValue(side);
    filled += known && isCount(known.name) && isSingle(values) ? ofOne(literal) : literal;
    side = [];
  };
  for (const { 0: blank, 1: name = '', 2: fallback, index } of template.matchAll(BLANK)) {
    if (index > end || side.length === 0) take(template.slice(end, index));
    side.push({ name, fallback });
    end = index + blank.length;
  }
  take(template.slice(end));
  return filled;
}

function withoutValue(side: readonly Blank[]): string {
  const told = side.find(({ fallback }) => fallback === undefined || fallback.trim() !== '') ?? side[0];
  return told?.fallback ?? `an unknown ${told?.name ?? ''}`;
}

function isSingle(values: readonly FieldValue[]): boolean {
  return values.length === 1 && String(values[0]) === '1';
}

function shown(name: string, values: readonly FieldValue[]): string {
  const [first = ''] = values;
  if (values.length === 1) return inText(first);
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

function inText(value: FieldValue): string {
  return String(value).slice(0, LONGEST_VALUE).replaceAll(/\s+/g, ' ');
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
