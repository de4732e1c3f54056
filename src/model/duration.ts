import parse from 'parse-duration';

/**
 * A length of time as people write it: `500ms`, `30s`, `5m` or `5min`, `1h30m`, `7d`, `2w`. Stricter than the library that reads
 * it, which also takes a number without a unit and skips words that it does not know.
 */
export const DURATION = /^(?:\d{1,6}(?:ms|s|min|m|h|d|w))+$/;

/** A date and time in ISO 8601 with its time zone. */
export const ZONED_TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/;

/** A date, or a date and time, in ISO 8601 without a time zone. */
const PLAIN_TIME = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)?$/;

/** Milliseconds of a `DURATION`; undefined for any other text. */
export function durationMs(text: string): number | undefined {
  return DURATION.test(text) ? (parse(text) ?? undefined) : undefined;
}

/** Epoch milliseconds of a date or a date and time in ISO 8601, UTC unless it names a zone; undefined for any other text. */
export function timeMs(text: string): number | undefined {
  if (!ZONED_TIME.test(text) && !PLAIN_TIME.test(text)) return undefined;
  const ms = Date.parse(ZONED_TIME.test(text) || text.length === 10 ? text : `${text}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}
