import * as z from 'zod';
import { ROLES } from '../../model/input.ts';
import type { Work } from '../../model/work.ts';
import { isReplyAddress } from '../slack/slack-address.ts';

const period = z.object({ fromMs: z.number(), toMs: z.number() });
const role = z.enum(ROLES).exactOptional();
const message = { text: z.string(), fileIds: z.array(z.string()).max(50) };
const interaction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('command'), text: z.string() }),
  z.object({ kind: z.literal('button'), actionId: z.string(), value: z.string() }),
  z.object({
    kind: z.literal('form'),
    form: z.string(),
    metadata: z.string(),
    values: z.record(z.string(), z.string()),
    fileIds: message.fileIds,
  }),
  z.object({ kind: z.enum(['shortcut', 'direct']), ...message }),
  z.object({ kind: z.literal('mention'), ...message, isReply: z.boolean().exactOptional() }),
  z.object({ kind: z.literal('home') }),
]);
const work = z.object({
  id: z.string().min(1).max(200),
  userId: z.string().max(40),
  place: z.union([
    z.object({ responseUrl: z.string().max(3_000), inPlace: z.literal(true).exactOptional() }),
    z.object({ channel: z.string().max(100), threadTs: z.string().max(40).exactOptional() }),
  ]),
  task: z.discriminatedUnion('do', [
    z.object({
      do: z.literal('triage'),
      evidence: z
        .array(
          z.union([
            z.object({ name: z.string(), text: z.string(), role }),
            z.object({ fileId: z.string(), role }),
          ]),
        )
        .max(50),
    }),
    z.object({
      do: z.literal('interact'),
      interaction,
      requestId: z.string().min(1).max(200),
      triggerId: z.string().max(200).exactOptional(),
      channel: z.string().max(100).exactOptional(),
    }),
    z.object({ do: z.literal('explain'), what: z.string() }),
    z.object({
      do: z.literal('logs'),
      logGroup: z.string().max(600),
      period,
      because: z.string().max(5_000).exactOptional(),
      alert: z
        .object({
          name: z.string().max(300),
          labels: z.record(z.string().max(200), z.string().max(4_000)),
          startsAtMs: z.number(),
        })
        .exactOptional(),
    }),
    z.object({
      do: z.literal('act'),
      run: z.object({
        incidentId: z.string().max(60),
        action: z.string().max(40),
        parameters: z.record(z.string().max(50), z.string().max(300)),
        isDryRun: z.boolean(),
        reason: z.string().max(300),
      }),
    }),
    z.object({ do: z.literal('backtest'), runbook: z.string(), logGroup: z.string().max(600), period }),
  ]),
});

/** Reads an event as work; undefined when it is not, or when its answer would go to an address that is not Slack's (`apiUrl`: see isReplyAddress). */
export function readWork(event: unknown, apiUrl: string | undefined): Work | undefined {
  const { success, data } = work.safeParse(event);
  if (!success) return undefined;
  const isElsewhere = 'responseUrl' in data.place && !isReplyAddress(data.place.responseUrl, apiUrl);
  return isElsewhere ? undefined : data;
}
