import { RE2JS } from 're2js';
import type { FieldValue } from '../model/fields.ts';

/** Texts are searched up to this length: a pattern that needs more has lost its record. */
const LONGEST_TEXT = 16_384;
const NUMERIC_NAME = /(Sec|Ms|Bytes|Count|Port|port|channel|code)$/;

export type RecordPattern = (text: string) => Record<string, FieldValue> | undefined;

/**
 * Makes a matcher for one fixed text or RE2 pattern: the named groups on a match (numbers where the name ends in a unit),
 * undefined otherwise. RE2 runs in time linear in the text, so no pattern of a user can hang the engine; it is compiled at its first use.
 */
export function createRecordPattern(source: string, fixed: boolean): RecordPattern {
  if (fixed) {
    const needle = source.toLowerCase();
    return (text) => (text.toLowerCase().includes(needle) ? {} : undefined);
  }
  let regex: RE2JS | undefined;
  return (text) => {
    regex ??= RE2JS.compile(source, RE2JS.CASE_INSENSITIVE | RE2JS.MULTILINE);
    const matcher = regex.matcher(text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text);
    return matcher.find() ? captures(regex, (name) => matcher.group(name)) : undefined;
  };
}

function captures(regex: RE2JS, group: (name: string) => string | null): Record<string, FieldValue> {
  const found: Record<string, FieldValue> = {};
  for (const name of Object.keys(regex.namedGroups())) {
    const value = group(name);
    if (value === null || value === '') continue;
    const number = NUMERIC_NAME.test(name) ? Number(value) : Number.NaN;
    found[name] = Number.isNaN(number) ? value : number;
  }
  return found;
}
