import validRange from 'semver/ranges/valid.js';
import * as z from 'zod';
import { ROLES } from '../model/input.ts';
import { PLATFORMS } from '../model/platform.ts';
import type { Condition } from '../model/runbook.ts';
import { signalSchema } from './signal-schema.ts';

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const id = z
  .string()
  .regex(ID, 'is no id. Write lower-case words joined by hyphens, like missed-heartbeats.');
const prose = z.string().min(12).max(1200);
const role = z.enum(ROLES);
const scalar = z.union([z.string(), z.number(), z.boolean()]);

const versionRange = z
  .string()
  .refine((range) => validRange(range) !== null, 'is not a version range. Write ">=3.8.17" or ">=3.6 <4.0".');

const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.string(),
    z.strictObject({ all: z.array(condition).min(1), confidence: z.number().max(0.99).exactOptional() }),
    z.strictObject({ any: z.array(condition).min(1), confidence: z.number().max(0.99).exactOptional() }),
    z.strictObject({ not: condition }),
  ]),
);

const weight = z.strictObject({
  signal: z.string(),
  by: z.number().positive().max(4).describe('Log-odds: 1 takes a confidence of 0.5 to 0.73.'),
});

const answerWeight = z.strictObject({
  by: z
    .number()
    .min(-4)
    .max(4)
    .refine(
      (by) => by !== 0,
      'is 0, which moves nothing. Say how much, or leave this answer without a weight.',
    )
    .describe('How far this answer moves the cause, in log-odds: 1.5 is strong, below 0 speaks against it.'),
  supports: z
    .array(id)
    .min(1)
    .exactOptional()
    .describe('Runbooks whose cause this answer makes likelier, by as much (at least 1).'),
  drops: z
    .array(z.number().int().positive())
    .min(1)
    .exactOptional()
    .describe('Steps, counted from 1, that this answer makes pointless: the card no longer shows them.'),
});

const question = z.strictObject({
  ask: z.string(),
  ifYes: z.string(),
  ifNo: z.string(),
  yes: answerWeight.exactOptional().describe('What "yes" does to the ranking of causes; left out: nothing.'),
  no: answerWeight.exactOptional().describe('What "no" does to the ranking of causes; left out: nothing.'),
});

const variant = z.strictObject({
  do: z.string().min(8),
  command: z.string().exactOptional(),
  verify: z.string().min(8).exactOptional(),
  undo: z.string().exactOptional(),
});

const step = z.strictObject({
  do: z.string().min(8),
  command: z.string().exactOptional().describe('One command; {blanks} are filled in and shell-quoted.'),
  risk: z.enum(['none', 'low', 'high']),
  verify: z.string().min(8).describe('How to see that it worked.'),
  undo: z.string().exactOptional(),
  action: id
    .exactOptional()
    .describe(
      'What may be run from the card in its place: a name among `actions` in halfopen.yml, which decides whether and what.',
    ),
  variants: z
    .record(z.string(), variant)
    .exactOptional()
    .describe('What to do instead with one client library, or at one product, by its name.'),
  on: z
    .partialRecord(z.enum(PLATFORMS), variant)
    .exactOptional()
    .describe('What to do instead where the product is a service without a shell.'),
});

const example = z
  .strictObject({
    name: z.string().min(4),
    role: role.exactOptional(),
    text: z.string().exactOptional(),
    inputs: z
      .array(z.strictObject({ role: role.exactOptional(), text: z.string() }))
      .min(1)
      .exactOptional(),
    facts: z.record(z.string(), scalar).exactOptional(),
    rank: z.int().min(1).exactOptional(),
  })
  .refine((e) => (e.text === undefined) !== (e.inputs === undefined), 'needs either text or inputs')
  .transform(({ role: whose, text, inputs, ...rest }) => ({
    ...rest,
    inputs: inputs ?? [{ ...(whose ? { role: whose } : {}), text: text ?? '' }],
  }));

/** A runbook as written in YAML: what a `runbooks/<family>/<id>.yml` must hold. */
export const runbookSchema = z.strictObject({
  $schema: z.string().exactOptional(),
  id: id.describe('Same as the file name without .yml.'),
  title: z.string().min(8).max(90),
  severity: z.enum(['critical', 'warning', 'info']),
  status: z.enum(['draft', 'stable', 'deprecated']),
  owner: z.string().min(2),
  reviewed: z.iso.date().describe('When somebody last checked this against the products.'),
  products: z
    .array(z.strictObject({ name: z.string(), versions: versionRange.exactOptional() }))
    .min(1)
    .describe('Products and version ranges (">=3.8.17", ">=3.6 <4.0") this is for.'),
  signals: z.record(z.string().regex(ID), signalSchema),
  when: condition,
  told: z
    .array(id)
    .min(1)
    .exactOptional()
    .describe(
      'Events of which people tell in prose (knowledge/tellings.yml): they may hold in place of `when`.',
    ),
  supports: z.array(weight).default([]),
  against: z.array(weight).default([]),
  explains: z.array(id).default([]).describe('Symptoms this is the cause of: folded under it.'),
  floor: z
    .boolean()
    .exactOptional()
    .describe('Tells of trouble without its cause: any cause that concerns the same takes it in.'),
  latent: z
    .boolean()
    .exactOptional()
    .describe(
      'A weakness that was there before, by which nothing has happened yet: what happened ranks before it.',
    ),
  clears: z
    .string()
    .exactOptional()
    .describe('Signal that tells the trouble is over, when it comes last: the incident is then resolved.'),
  related: z.array(id).default([]).describe('Runbooks that may rightly speak on the same evidence.'),
  summary: prose.describe('Two or three sentences with {fact|fallback} blanks: what happened.'),
  cause: prose,
  impact: prose,
  falsePositives: z.array(z.string()).default([]),
  questions: z
    .array(question)
    .min(1)
    .describe('What a person can look up that no log tells, with what each answer means.'),
  steps: z.array(step).min(1),
  references: z.array(z.url()).min(1),
  examples: z.strictObject({ fires: z.array(example).min(1), quiet: z.array(example).min(1) }),
});
