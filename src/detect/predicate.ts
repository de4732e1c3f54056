import { RE2JS } from 're2js';
import type { FieldValue } from '../model/fields.ts';
import type { Predicate } from '../model/runbook.ts';
import { rememberRecent } from '../remember-recent.ts';

const COMPARISON = /^(>=|<=|>|<|=|!=) ?(.+)$/;

/** Rows of a table have the same few values in most fields. */
const MOST_VALUES = 1_000;

export type FieldTest = (value: FieldValue | undefined) => boolean;

/**
 * Makes a test of one field from a runbook's `where`: a value (text without regard to case), a list of values,
 * a comparison such as ">= 5" or "!= x", or "/regex/" in RE2's syntax. An absent field passes only "!=".
 */
export function compilePredicate(predicate: Predicate): FieldTest {
  if (Array.isArray(predicate)) {
    const tests = predicate.map((one) => compilePredicate(one as FieldValue));
    return (value) => tests.some((test) => test(value));
  }
  if (typeof predicate !== 'string') return (value) => value === predicate;
  if (predicate.length > 2 && predicate.startsWith('/') && predicate.endsWith('/')) {
    const source = predicate.slice(1, -1);
    let regex: RE2JS | undefined;
    const known = rememberRecent<string, boolean>(MOST_VALUES);
    return (value) => {
      if (value === undefined) return false;
      const text = String(value);
      const before = known.get(text);
      if (before !== undefined) return before;
      regex ??= RE2JS.compile(source, RE2JS.CASE_INSENSITIVE); // at first use: most are never needed
      const found = regex.matcher(text).find();
      known.set(text, found);
      return found;
    };
  }
  const comparison = COMPARISON.exec(predicate);
  if (!comparison) return sameAs(predicate);
  const [, operator = '=', operand = ''] = comparison;
  if (operator === '!=') {
    const isSame = sameAs(operand);
    return (value) => !isSame(value);
  }
  if (operator === '=' && Number.isNaN(Number(operand))) return sameAs(operand);
  const test = compileComparison(predicate);
  return (value) => value !== undefined && test(Number(value));
}

/** Whether a field that a record lacks passes: only what says what it may not be. */
export function passesAbsent(predicate: Predicate): boolean {
  if (Array.isArray(predicate)) return predicate.some((one) => passesAbsent(one as FieldValue));
  return typeof predicate === 'string' && COMPARISON.exec(predicate)?.[1] === '!=';
}

/** Makes a test of a number from a comparison such as ">= 5"; NaN passes none. */
export function compileComparison(comparison: string): (value: number) => boolean {
  const [, operator = '=', operand = ''] = COMPARISON.exec(comparison) ?? [];
  const limit = Number(operand);
  switch (operator) {
    case '>=':
      return (value) => value >= limit;
    case '<=':
      return (value) => value <= limit;
    case '>':
      return (value) => value > limit;
    case '<':
      return (value) => value < limit;
    case '!=':
      return (value) => value !== limit;
    default:
      return (value) => value === limit;
  }
}

function sameAs(text: string): FieldTest {
  const lower = text.toLowerCase();
  return (value) => value !== undefined && (value === text || String(value).toLowerCase() === lower);
}
