import type { Unwrapped } from './wrapper.ts';

/** Where a clock stands after a whole date: `2026-11-22 `. */
const AFTER_DATE = 11;
const MASKED =
  /^\[?(?:[\dXxYy*#?]{2,4}[-/.][\dXxMm*#?]{2}[-/.][\dXxDdYy*#?]{2,4}[ T])?[\dXxHh*#?]{1,2}:[\dXxMm*#?]{2}(?::[\dXxSs*#?]{2})?(?:[.,][\dXx*#?]{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]?\s{1,3}(?=[[<A-Z(])/;

/** `hh:mm` over a column of clocks, with the names of the other columns behind it. */
const HEADING = /^hh:mm(?::ss)?(?:\s{1,12}[A-Za-z][\w-]{0,11}){1,8}\s*$/i;

/** A time whose digits a person made unreadable before pasting, `2026-11-22 XX:XX:XX [info] …`: the record reads as one without a time. */
export function maskedTime(text: string): Unwrapped | undefined {
  const from = text.startsWith('[') ? 1 : 0;
  if (!isMask(text.charCodeAt(from)) && !isMask(text.charCodeAt(from + AFTER_DATE))) return undefined;
  if (HEADING.test(text.slice(0, 200))) return undefined;
  const found = MASKED.exec(text.slice(0, 60));
  return found && /[Xx*#?Hh]{2}/.test(found[0]) ? { text: text.slice(found[0].length) } : undefined;
}

/** `X`, `x`, `H`, `h`, `Y`, `*`, `#`, `?`. */
function isMask(code: number): boolean {
  return [88, 120, 72, 104, 89, 42, 35, 63].includes(code);
}
