import { addressOf } from '../model/address.ts';
import { BLANK } from '../model/blank.ts';
import type { FieldValue } from '../model/fields.ts';
import type { Facts } from './facts.ts';

const LONGEST_VALUE = 200;
const SAFE_IN_SHELL = /^[\w@%+=:,./-]+$/;

/** Fills the blanks of a text. Several values read "10.1.2.3:41234 and 4 more"; connections of one client are that client's. */
export function fillBlanks(template: string, facts: Facts): string {
  return template.replaceAll(BLANK, (_, name: string, fallback: string | undefined) => {
    const values = facts.get(name) ?? [];
    const [first] = values;
    if (first === undefined) return fallback ?? `an unknown ${name}`;
    if (values.length === 1) return inText(first);
    const whose = name === 'client' ? values.map((value) => addressOf(String(value))) : values;
    const more = new Set(whose).size - 1;
    return more > 0
      ? `${inText(first)} and ${more} more`
      : `${inText(addressOf(String(first)))} (${values.length} connections)`;
  });
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
