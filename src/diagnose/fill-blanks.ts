import { BLANK } from '../model/blank.ts';
import type { FieldValue } from '../model/fields.ts';
import type { Facts } from './facts.ts';

const LONGEST_VALUE = 200;
const SAFE_IN_SHELL = /^[\w@%+=:,./-]+$/;

/** Fills the blanks of a text. Several values read "10.1.2.3:41234 and 4 more". */
export function fillBlanks(template: string, facts: Facts): string {
  return template.replaceAll(BLANK, (_, name: string, fallback: string | undefined) => {
    const values = facts.get(name) ?? [];
    if (values[0] === undefined) return fallback ?? `an unknown ${name}`;
    const more = values.length > 1 ? ` and ${values.length - 1} more` : '';
    return `${inText(values[0])}${more}`;
  });
}

/** Fills the blanks of a shell command with the most frequent value, quoted; an unknown one stays as `<name>`. */
export function fillCommand(template: string, facts: Facts): string {
  return template.replaceAll(BLANK, (_, name: string, fallback: string | undefined) => {
    const value = facts.get(name)?.[0];
    return value === undefined
      ? (fallback ?? `<${name}>`)
      : quoteForShell(String(value).slice(0, LONGEST_VALUE));
  });
}

function inText(value: FieldValue): string {
  return String(value).slice(0, LONGEST_VALUE).replaceAll(/\s+/g, ' ');
}

/** POSIX sh quoting: single quotes protect everything but themselves. */
function quoteForShell(value: string): string {
  const oneLine = value.replaceAll(/[\u0000-\u001f\u007f]/g, ' ');
  return SAFE_IN_SHELL.test(oneLine) && !oneLine.startsWith('-')
    ? oneLine
    : `'${oneLine.replaceAll("'", String.raw`'\''`)}'`;
}
