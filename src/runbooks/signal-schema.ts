import * as z from 'zod';
import { DURATION, durationMs } from '../model/duration.ts';
import { FIELDS } from '../model/fields.ts';
import { ROLES } from '../model/input.ts';
import type { SignalConditions } from '../model/runbook.ts';

const COMPARISON = /^(>=|<=|>|<|=|!=) ?-?\d+(\.\d+)?$/;

/** A length of time such as "30s", "5m" or "1h", given to the engine in milliseconds. */
const duration = z
  .string()
  .regex(DURATION, 'has no unit. Write 500ms, 30s, 5m, 1h or 2d.')
  .transform((text) => durationMs(text) ?? 0)
  .describe('A length of event time: 500ms, 30s, 5m, 1h or 2d.');

const comparison = z
  .string()
  .regex(COMPARISON, 'is not a comparison. Write ">= 5", "< 0.5" or "= 0".')
  .describe('A comparison with a number, e.g. ">= 5".');

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const fieldName = z.string().regex(/^[a-zA-Z]+$/);
const oneOrMore = <T extends z.ZodType>(item: T) => z.array(item).min(1);
const text = z.string().min(3, 'is too short to mean anything. Give at least 3 characters.');
const confidence = z
  .number()
  .min(0)
  .max(0.99)
  .describe('How sure this alone makes us of the cause, 0 to 0.99.');
const says = z
  .string()
  .min(8)
  .max(200)
  .describe('What was seen, in words, for the list of reasons. May hold {blanks}.');
const per = oneOrMore(fieldName).describe(
  'Fields that keep keys apart: counts, windows and sequences hold per key.',
);

const role = z.enum(ROLES);
const form = z.enum(['log', 'trace', 'bare', 'prose', 'code']);
const kinds = Object.keys(FIELDS) as [keyof typeof FIELDS, ...(keyof typeof FIELDS)[]];

const point = z.tuple([z.number().min(0), z.number().min(-6).max(6)]);
const points = z
  .array(point)
  .min(2)
  .refine(
    (all) => all.every(([x], i) => i === 0 || x > (all[i - 1]?.[0] ?? x)),
    'is out of order. Write the points by rising number: [[1, -2], [5, 0], [50, 1]].',
  )
  .describe('[number, log-odds] at a few points, by rising number.');
const curve = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('count'), points }),
  z.strictObject({ of: z.literal('ratio'), to: z.string(), points }),
  z.strictObject({ of: z.literal('field'), field: fieldName, points, absent: z.number().exactOptional() }),
]);

/** One entry for each of `SignalConditions`, under the key that a person writes. */
const conditions = {
  count: comparison.exactOptional(),
  within: duration.exactOptional(),
  distinct: z.strictObject({ field: fieldName, is: comparison }).exactOptional(),
  ratio: z.strictObject({ to: z.string(), is: comparison }).exactOptional(),
  spike: z
    .strictObject({ window: duration, is: comparison })
    .transform(({ window, is }) => ({ windowMs: window, is }))
    .exactOptional()
    .describe('The busiest window, compared with what was usual before it.'),
  firstSeenAfter: z
    .strictObject({ field: fieldName, after: duration })
    .transform(({ field, after }) => ({ field, afterMs: after }))
    .exactOptional()
    .describe('Only values of a field that first came this long after the evidence began.'),
} satisfies Record<Exclude<keyof SignalConditions, 'withinMs'> | 'within', z.ZodType>;

/** The keys of the conditions of a signal, as a person writes them. */
export const CONDITION_KEYS: readonly string[] = Object.keys(conditions);

const observed = z.strictObject({
  says,
  confidence: confidence.default(0.5),
  curves: oneOrMore(curve)
    .exactOptional()
    .describe('How far numbers move the confidence. It holds where at least 0.2 is left.'),
  on: z.enum(kinds).default('log').describe('Which kind of observation.'),
  role: oneOrMore(role).exactOptional(),
  form: oneOrMore(form)
    .exactOptional()
    .describe('Which forms of record count; default: log, trace and bare.'),
  where: z
    .record(fieldName, z.union([scalar, oneOrMore(scalar)]))
    .exactOptional()
    .describe('Field conditions: a value, a list of values, a comparison ">= 5", "!= x", or "/regex/".'),
  text: oneOrMore(text).exactOptional().describe('Fixed texts, one of which must occur; case is ignored.'),
  regex: oneOrMore(text)
    .exactOptional()
    .describe('RE2 patterns, one of which must match; named groups become facts.'),
  event: oneOrMore(z.string())
    .exactOptional()
    .describe('Events of which a catalogued message tells, one of knowledge/events.yml.'),
  with: oneOrMore(text).exactOptional().describe('Further RE2 patterns that must all match the same record.'),
  except: oneOrMore(text).exactOptional().describe('RE2 patterns that veto a record.'),
  per: per.exactOptional(),
  ...conditions,
  circumstance: z
    .boolean()
    .exactOptional()
    .describe('Tells how trouble came, not that there is any: counts only beside what the runbook explains.'),
  sample: z
    .boolean()
    .exactOptional()
    .describe('Too common to read all of in a large log: read a first sample.'),
});

const sequence = z.strictObject({
  says,
  confidence: confidence.default(0.5),
  sequence: z.array(z.string()).min(2),
  within: duration,
  per: per.exactOptional(),
});

const together = z.strictObject({
  says,
  confidence: confidence.default(0.5),
  together: z.array(z.string()).min(2),
  atLeast: z.int().min(2).exactOptional().describe('How many of them; default all.'),
  within: duration,
  per: per.exactOptional(),
});

const absence = z.strictObject({
  says,
  confidence: confidence.default(0.5),
  absent: z.string(),
  after: z.string(),
  within: duration,
  per: per.exactOptional(),
});

/** One signal of a runbook, as written in YAML. */
export const signalSchema = z.union([
  observed.transform(({ within, ...rest }) => ({
    ...rest,
    ...(within === undefined ? {} : { withinMs: within }),
  })),
  z.union([sequence, together, absence]).transform(({ within, ...rest }) => ({ ...rest, withinMs: within })),
]);
