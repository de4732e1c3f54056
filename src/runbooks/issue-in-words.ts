import type * as z from 'zod';

/** What a value of each kind is called in YAML. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ['string', 'a text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
  ['array', 'a list'],
  ['object', 'keys with their values'],
  ['record', 'keys with their values'],
]);

/** How messages begin that no schema gives. */
const ZODS_OWN = ['Invalid', 'Too '];

/** Texts of a fixed form, with an example of each. */
const FORMS: ReadonlyMap<string, string> = new Map([
  ['date', 'a date like 2026-01-31'],
  ['url', 'an address like https://example.com/page'],
]);

/**
 * What is wrong with a value, to a person who writes YAML and knows nothing of the schema: what is missing or found, and what to write.
 * The issue has to carry its input (`reportInput`). A message that the schema gives itself stays.
 */
export function issueInWords(issue: z.core.$ZodIssue): string {
  if (!ZODS_OWN.some((start) => issue.message.startsWith(start))) return issue.message;
  const wanted = whatIsWanted(issue);
  if (wanted !== undefined)
    return issue.input === undefined ? `is missing. Write ${wanted}.` : `has to be ${wanted}.`;
  if (issue.code === 'too_small') return sized(issue, 'at least', issue.minimum) ?? issue.message;
  if (issue.code === 'too_big') return sized(issue, 'at most', issue.maximum) ?? issue.message;
  return issue.message;
}

function whatIsWanted(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code === 'invalid_type') return KINDS.get(issue.expected);
  if (issue.code === 'invalid_format') return FORMS.get(issue.format);
  if (issue.code !== 'invalid_value') return undefined;
  const [only, ...others] = issue.values.map(String);
  return others.length === 0 ? only : `one of ${[only, ...others].join(', ')}`;
}

function sized({ origin }: { origin: string }, what: string, limit: number | bigint): string | undefined {
  if (origin === 'number' || origin === 'int') return `has to be ${what} ${limit}.`;
  if (origin === 'string') return `has to be ${what} ${limit} characters long.`;
  return origin === 'array'
    ? `has to have ${what} ${limit === 1 ? 'one entry' : `${limit} entries`}.`
    : undefined;
}
