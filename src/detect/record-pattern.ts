import { RE2JS } from 're2js';
import { lazily } from '../lazily.ts';
import type { FieldValue } from '../model/fields.ts';
import type { DemandedTexts } from '../model/runbook.ts';
import { searchedText } from './searched-text.ts';

const NUMERIC_NAME = /(Sec|Ms|Bytes|Count|Port|port|channel|code)$/;
const BOUNDED_REPEAT = /(?<!\\)\{(\d+),(\d{2,})\}/g;

export type RecordPattern = (text: string) => Record<string, FieldValue> | undefined;

/**
 * Makes a matcher for one fixed text or RE2 pattern: the named groups on a match (numbers where the name ends in a unit),
 * undefined otherwise. RE2 runs in time linear in the text, so no pattern of a user can hang the engine; it is compiled at its first use,
 * which texts without what it `demands` never reach.
 */
export function createRecordPattern(
  source: string,
  fixed: boolean,
  { oneOf, together, isAll }: DemandedTexts = { oneOf: [] },
): RecordPattern {
  if (fixed) {
    const needle = source.toLowerCase();
    return (text) => (text.toLowerCase().includes(needle) ? {} : undefined);
  }
  const loose = loosened(source);
  const filter = lazily(() => compile(loose));
  const exact = loose === source ? filter : lazily(() => compile(source));
  const needsMatch = source.includes('(?<') || source.includes('(?P<') || loose !== source;
  return (text) => {
    const searched = searchedText(text);
    if (oneOf.length > 0 || together) {
      const lower = searched.toLowerCase();
      if (oneOf.length > 0 && !holdsAny(lower, oneOf)) return undefined;
      if (isAll) return {};
      if (together && !together.some((sets) => sets.every((texts) => holdsAny(lower, texts))))
        return undefined;
    }
    if (!filter().test(searched)) return undefined;
    if (!needsMatch) return {};
    const matcher = exact().matcher(searched);
    return matcher.find() ? captures(exact(), (name) => matcher.group(name)) : undefined;
  };
}

function holdsAny(text: string, texts: readonly string[]): boolean {
  return texts.some((one) => text.includes(one));
}

/**
 * The pattern with its long bounded repeats made boundless. RE2 unrolls `{0,200}` into 200 copies, which are slow to compile
 * and too many for its DFA; what the loose pattern does not meet, the exact one can't meet either.
 */
function loosened(source: string): string {
  return source.replaceAll(BOUNDED_REPEAT, (_, least: string) =>
    least === '0' ? '*' : least === '1' ? '+' : `{${least},}`,
  );
}

function compile(source: string): RE2JS {
  return RE2JS.compile(source, RE2JS.CASE_INSENSITIVE | RE2JS.MULTILINE);
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
