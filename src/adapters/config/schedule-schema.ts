import * as z from 'zod';
import { localTime, slackId, timeZone } from './config-values.ts';

const name = z.string().min(1).max(60);

const every = z
  .enum(['1d', '2d', '3d', '1w', '2w', '3w', '4w'], 'is not the length of a turn. Write 1d, 1w or 2w.')
  .transform((text) => ({
    count: Number(text.slice(0, -1)),
    unit: text.endsWith('w') ? ('week' as const) : ('day' as const),
  }));

const override = z
  .strictObject({ who: slackId, from: localTime, to: localTime })
  .refine(({ from, to }) => from < to, 'ends before it begins.');

const rotation = z.strictObject({
  name,
  people: z.array(slackId).min(1).max(100).describe('Slack ids, in the order of their turns'),
  from: localTime.describe("when the first one's turn begins; all others begin at this time of day"),
  every: every.prefault('1w').describe('how long a turn is: 1d, 1w, 2w'),
  timeZone: timeZone.default('UTC'),
  overrides: z
    .array(override)
    .default([])
    .describe('who takes whose place; the last that covers a time holds'),
});

const kept = z.strictObject({
  name,
  pagerDuty: z.string().min(1).max(60).describe('the id of the schedule at PagerDuty, such as PABC123'),
  users: z.record(z.string(), slackId).describe('Slack ids by the ids of users at PagerDuty'),
  fallback: slackId.describe('called where PagerDuty does not answer').exactOptional(),
});

/** Who is on call: people who take turns, or a schedule that PagerDuty keeps. */
export const schedule = z.union([rotation, kept]);
