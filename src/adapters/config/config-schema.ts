import * as z from 'zod';
import { ACTIONS, type Source } from '../../model/config.ts';
import { timeMs, ZONED_TIME } from '../../model/duration.ts';
import { ROLES } from '../../model/input.ts';
import { action } from './action-schema.ts';
import { channel, duration, slackId } from './config-values.ts';
import { routes } from './route-schema.ts';
import { schedule } from './schedule-schema.ts';

/** A time with its zone, in ISO 8601. Gives epoch milliseconds. */
const instant = z
  .string()
  .refine((text) => ZONED_TIME.test(text) && timeMs(text) !== undefined, {
    error: 'is not a time with its zone. Write 2026-12-01T22:00:00Z.',
    abort: true,
  })
  .transform((text) => timeMs(text) ?? 0);

const maintenance = z
  .strictObject({
    name: z.string().min(1).max(150),
    match: z
      .record(z.string(), z.string())
      .refine(
        (match) => Object.keys(match).length > 0,
        'matches nothing: name a label, e.g. {system: payments}.',
      ),
    from: instant,
    to: instant,
  })
  .refine(({ from, to }) => from < to, 'ends before it begins.');

const source = z
  .strictObject({
    logGroup: z.string().min(1).exactOptional(),
    host: z.string().min(1).exactOptional(),
    stream: z.string().min(1).exactOptional().describe('only lines of log streams that match'),
    namespace: z.string().min(1).exactOptional().describe('only lines of pods in namespaces that match'),
    pod: z.string().min(1).exactOptional().describe('only lines of pods that match'),
    container: z.string().min(1).exactOptional().describe('only lines of containers that match'),
    podLabels: z
      .record(z.string(), z.string())
      .exactOptional()
      .describe('only lines of pods that bear all of these labels'),
    role: z.enum(ROLES).exactOptional(),
    system: z.string().min(1).default('default'),
    silentAfter: duration.exactOptional(),
  })
  .refine(
    ({ logGroup, host }) => (logGroup === undefined) !== (host === undefined),
    'needs either logGroup or host.',
  )
  .refine(
    (one) => !isNarrowed(one) || one.logGroup !== undefined,
    'has stream, namespace, pod, container or podLabels without logGroup. Write the log group they are in; a pod that the collector sends a snapshot of is a host, "pod.namespace".',
  )
  .refine(
    (one) => !isNarrowed(one) || one.silentAfter === undefined,
    'has silentAfter for a part of a log group, which is heard of as a whole. Write it in an entry with logGroup alone.',
  );

/** Whether a source is only a part of its log group. */
function isNarrowed({
  stream,
  namespace,
  pod,
  container,
  podLabels,
}: Pick<Source, 'stream' | 'namespace' | 'pod' | 'container' | 'podLabels'>): boolean {
  return [stream, namespace, pod, container, podLabels].some((part) => part !== undefined);
}

const outletUrl = z
  .url('is not an address. Write https://…')
  .refine(
    (url) => url.startsWith('https://') || url.startsWith('http://127.0.0.1'),
    'is not encrypted. Write https://…',
  );
const NAME_CHARACTERS = new Set('abcdefghijklmnopqrstuvwxyz0123456789-');
const outletName = z
  .string()
  .min(1)
  .max(40)
  .refine(
    (name) => [...new Set(name)].every((letter) => NAME_CHARACTERS.has(letter)),
    'is not a name. Write small letters, digits and hyphens, e.g. pager.',
  );
const outletMatch = z.record(z.string(), z.string()).default({});
const outlet = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      name: outletName,
      kind: z.literal('pagerduty'),
      match: outletMatch,
      url: outletUrl.default('https://events.pagerduty.com/v2/enqueue'),
    }),
    z.strictObject({ name: outletName, kind: z.literal('webhook'), match: outletMatch, url: outletUrl }),
    z.strictObject({ name: outletName, kind: z.literal('teams'), match: outletMatch }),
    z.strictObject({
      name: outletName,
      kind: z.literal('eventbridge'),
      match: outletMatch,
      bus: z.string().min(1).max(400).default('default'),
    }),
  ],
  { error: 'is no kind of outlet. Write pagerduty, webhook, teams or eventbridge.' },
);

const alertRule = z.strictObject({
  match: z.record(z.string(), z.string()).default({}),
  logGroups: z
    .array(z.string().min(1).max(512))
    .min(1, 'names no log group. Write those to look into.')
    .max(5),
  before: duration.default(900_000),
  channel: channel.exactOptional(),
});

/** `halfopen.yml`. Every key is optional. */
export const configSchema = z.strictObject({
  routes: routes.default([]).describe('where incidents go; the first route whose matchers all hold decides'),
  schedules: z
    .array(schedule)
    .default([])
    .describe('who is on call; a route mentions a schedule as "@" and its name'),
  sources: z
    .array(source)
    .default([])
    .describe('whose log groups and hosts these are; sources of one system are triaged together'),
  outlets: z
    .array(outlet)
    .default([])
    .refine(
      (outlets) => new Set(outlets.map(({ name }) => name)).size === outlets.length,
      'names two outlets alike. Give each a name of its own.',
    )
    .describe('systems beside Slack that learn how each incident stands whose labels match'),
  alerts: z
    .array(alertRule)
    .default([])
    .describe('which logs to look into when an alert of Alertmanager or CloudWatch comes'),
  actions: z
    .array(action)
    .default([])
    .refine(
      (actions) => new Set(actions.map(({ name }) => name)).size === actions.length,
      'names two actions alike. Give each a name of its own.',
    )
    .refine(
      (actions) =>
        actions.every(({ undo }) => actions.some(({ name }) => undo === undefined || name === undo)),
      'names an undo that is none of the actions. Add it, or correct its name.',
    )
    .describe('what may be run from a card when an approver says so; empty: nothing'),
  incidents: z
    .strictObject({
      quiet: duration.default(1_800_000).describe('nothing more seen for so long: resolved'),
      flap: duration.default(1_800_000).describe('back within this time: the same incident'),
      groupWait: duration.default(5_000).describe('wait before the first card of what is not critical'),
      repeat: duration
        .default(14_400_000)
        .describe('first reminder of an open incident that nobody has acknowledged'),
      remind: duration.default(7_200_000).describe('first reminder to who acknowledged it'),
      evidence: duration.default(21_600_000).describe('how long evidence is kept and triaged together'),
      worseFactor: z
        .number()
        .min(2)
        .max(1_000)
        .default(10)
        .describe('notified in the channel again when seen so many times more often'),
    })
    .prefault({}),
  channels: z
    .strictObject({
      budgetCards: z
        .number()
        .int()
        .min(1)
        .max(1_000)
        .default(20)
        .describe('new cards that a channel takes in the window'),
      budgetPerRunbook: z
        .number()
        .int()
        .min(1)
        .max(1_000)
        .describe('how many of them may be of one runbook')
        .exactOptional(),
      budgetWindow: duration.default(600_000).describe('the window of the budget'),
      pace: duration.default(1_000).describe('least time between two messages in one channel'),
    })
    .prefault({}),
  ownLogGroups: z
    .array(z.string().min(1))
    .default(['/aws/lambda/halfopen*'])
    .describe('log groups that are never read'),
  longestSilence: duration.default(604_800_000).describe('longest time for which a person may silence'),
  permissions: z
    .partialRecord(z.enum(ACTIONS), z.array(slackId))
    .default({})
    .describe('who may do what at Slack, by ids; what is not named is open to everybody'),
  people: z
    .strictObject({
      strangers: z
        .enum(['refuse', 'allow'])
        .default('refuse')
        .describe('people of other organisations who share a channel (Slack Connect)'),
      guests: z.enum(['refuse', 'allow']).default('refuse').describe('guests of the workspace'),
    })
    .prefault({}),
  maintenance: z.array(maintenance).default([]).describe('planned times in which cards wait for the end'),
  lookups: z
    .strictObject({
      mostMb: z.number().int().min(1).max(1_000).default(100).describe('megabytes that one look-up may read'),
      opinionsPerDay: z
        .number()
        .int()
        .min(1)
        .max(10_000)
        .default(50)
        .describe('how often a model may be asked for a guess in a day, where one is set'),
      most: duration.default(240_000).describe('how long one look-up may take'),
    })
    .prefault({}),
});
