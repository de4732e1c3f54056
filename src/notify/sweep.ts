import { resolve } from '../incidents/life-cycle.ts';
import { routeOf, sourceOf } from '../incidents/match-config.ts';
import { nextReminder } from '../incidents/next-reminder.ts';
import { renderSilenceEnded, renderSourceSilent } from '../render/slack/notices.ts';
import { repairLists } from '../store/check-lists.ts';
import { type IncidentHead, isBehind, labelsOf } from '../store/incident-head.ts';
import { changeIncident } from '../store/incident-items.ts';
import { listActive } from '../store/incident-lists.ts';
import { listSilences } from '../store/silence-items.ts';
import { listSources, putSource } from '../store/source-items.ts';
import { listDigests, notifyDigest } from './digest.ts';
import type { ChatContext } from './notify-context.ts';
import { sendOnce } from './send-once.ts';
import { listRefusals, type SlackRefusal } from './slack-refusal.ts';

const JUST_MS = 180_000;

/** What a sweep found to do. */
export interface Swept {
  queued: number;
  resolved: number;
  silencesEnded: number;
  silentSources: number;
  /** What Slack still refuses, by channel. */
  refusals: readonly SlackRefusal[];
}

/** Periodic maintenance, once a minute: queues pending incidents again, resolves quiet ones, and posts notices of ended silences and silent sources. */
export async function sweep(context: ChatContext): Promise<Swept> {
  await repairLists(context);
  const heads = await listActive(context);
  const isEarlier = await hasJustEndedEarly(context);
  let resolved = 0;
  let queued = 0;
  for (const head of heads) {
    if (hasGoneQuiet(context, head)) {
      await changeIncident(context, head.fingerprint, (known) =>
        known && known.grewMs === head.grewMs
          ? resolve(known, { atMs: context.nowMs(), why: 'quiet' })
          : known,
      );
      resolved++;
    } else if (!isDue(context, isEarlier ? { ...head, notBeforeMs: 0 } : head)) continue;
    await context.queue.send(head.id, 0);
    queued++;
  }
  for (const id of await listDigests(context)) {
    if ((await notifyDigest(context, id)).retryAfterMs !== undefined)
      await context.queue.send(id, context.config.channels.paceMs);
  }
  return {
    queued,
    resolved,
    silencesEnded: await endSilences(context),
    silentSources: await notifySilentSources(context),
    refusals: await listRefusals(context),
  };
}

function hasGoneQuiet({ config, nowMs }: ChatContext, { state, grewMs }: IncidentHead): boolean {
  return state === 'open' && nowMs() - grewMs >= config.incidents.quietMs;
}

function isDue({ config, nowMs }: ChatContext, head: IncidentHead): boolean {
  if (head.notBeforeMs > nowMs()) return false;
  if (isBehind(head)) return true;
  const next = nextReminder(head.reminding, config.incidents, routeOf(config, labelsOf(head)).escalate);
  return next !== undefined && nowMs() >= next.atMs;
}

/** Whether somebody has just ended a silence early: the incidents it muted still wait for its planned end. */
async function hasJustEndedEarly(context: ChatContext): Promise<boolean> {
  return (await listSilences(context)).some(
    ({ endedMs }) => endedMs !== undefined && context.nowMs() - endedMs < JUST_MS,
  );
}

/** Posts once, in its thread, that a silence has ended. */
async function endSilences(context: ChatContext): Promise<number> {
  const ended = (await listSilences(context)).filter(
    ({ endMs, endedMs, thread }) => thread && (endedMs ?? endMs) <= context.nowMs(),
  );
  let notified = 0;
  for (const silence of ended) {
    const { thread, id } = silence;
    if (
      thread &&
      (await sendOnce(context, `silence-ended:${id}`, {
        ...thread,
        content: renderSilenceEnded(silence),
      })) === 'posted'
    )
      notified++;
  }
  return notified;
}

/** Posts once that a source has stopped sending; again only after it has sent in between. */
async function notifySilentSources(context: ChatContext): Promise<number> {
  let notified = 0;
  for (const head of await listSources(context)) {
    const { silentAfterMs, system } = sourceOf(context.config, { name: head.name });
    if (silentAfterMs === undefined || head.silenceNotifiedMs !== undefined) continue;
    if (context.nowMs() - head.heardMs < silentAfterMs) continue;
    const { channel } = routeOf(context.config, { system, source: head.name, severity: 'warning' });
    const content = renderSourceSilent(head.name, head.heardMs);
    if (!(await sendOnce(context, `source-silent:${head.name}:${head.heardMs}`, { channel, content })))
      continue;
    await putSource(context, { ...head, silenceNotifiedMs: context.nowMs() });
    notified++;
  }
  return notified;
}
