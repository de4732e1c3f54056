import type { Flow } from '../flow.ts';
import { resolve } from '../incidents/life-cycle.ts';
import { routeOf, sourceOf } from '../incidents/match-config.ts';
import { nextReminder } from '../incidents/next-reminder.ts';
import { renderSilenceEnded, renderSourceSilent } from '../render/slack/notice-message.ts';
import { type IncidentHead, labelsOf } from '../store/incident-head.ts';
import { changeIncident, listIncidents } from '../store/incident-items.ts';
import { listSilences } from '../store/silence-items.ts';
import { listSources, putSource } from '../store/source-items.ts';
import { listDigests, notifyDigest } from './digest.ts';
import { sendOnce } from './send-once.ts';

const JUST_MS = 180_000;

/** What a sweep found to do. */
export interface Swept {
  queued: number;
  resolved: number;
  silencesEnded: number;
  silentSources: number;
}

/** Periodic maintenance, once a minute: queues pending incidents again, resolves quiet ones, and posts notices of ended silences and silent sources. */
export async function sweep(flow: Flow): Promise<Swept> {
  const heads = await listIncidents(flow);
  const isEarlier = await hasJustEndedEarly(flow);
  let resolved = 0;
  let queued = 0;
  for (const head of heads) {
    if (hasGoneQuiet(flow, head)) {
      await changeIncident(flow, head.fingerprint, (known) =>
        known && known.grewMs === head.grewMs ? resolve(known, { atMs: flow.nowMs(), why: 'quiet' }) : known,
      );
      resolved++;
    } else if (!isDue(flow, isEarlier ? { ...head, notBeforeMs: 0 } : head)) continue;
    await flow.queue.send(head.id, 0);
    queued++;
  }
  for (const id of await listDigests(flow)) {
    if ((await notifyDigest(flow, id)).retryAfterMs !== undefined)
      await flow.queue.send(id, flow.config.channels.paceMs);
  }
  return {
    queued,
    resolved,
    silencesEnded: await endSilences(flow),
    silentSources: await notifySilentSources(flow),
  };
}

function hasGoneQuiet({ config, nowMs }: Flow, { state, grewMs }: IncidentHead): boolean {
  return state === 'open' && nowMs() - grewMs >= config.incidents.quietMs;
}

function isDue({ config, nowMs }: Flow, head: IncidentHead): boolean {
  if (head.notBeforeMs > nowMs()) return false;
  if (head.version > head.shownVersion || head.isPosting) return true;
  const next = nextReminder(head.reminding, config.incidents, routeOf(config, labelsOf(head)).escalate);
  return next !== undefined && nowMs() >= next.atMs;
}

/** Whether a person has just ended a silence before its time: what it held back waits for the end that was planned. */
async function hasJustEndedEarly(flow: Flow): Promise<boolean> {
  return (await listSilences(flow)).some(
    ({ endedMs }) => endedMs !== undefined && flow.nowMs() - endedMs < JUST_MS,
  );
}

/** Posts once, in its thread, that a silence has ended. */
async function endSilences(flow: Flow): Promise<number> {
  const ended = (await listSilences(flow)).filter(
    ({ endMs, endedMs, thread }) => thread && (endedMs ?? endMs) <= flow.nowMs(),
  );
  let notified = 0;
  for (const silence of ended) {
    const { thread, id } = silence;
    if (
      thread &&
      (await sendOnce(flow, `silence-ended:${id}`, { ...thread, content: renderSilenceEnded(silence) }))
    )
      notified++;
  }
  return notified;
}

/** Posts once that a source has stopped sending; again only after it has sent in between. */
async function notifySilentSources(flow: Flow): Promise<number> {
  let notified = 0;
  for (const head of await listSources(flow)) {
    const { silentAfterMs, system } = sourceOf(flow.config, { name: head.name });
    if (silentAfterMs === undefined || head.silenceNotifiedMs !== undefined) continue;
    if (flow.nowMs() - head.heardMs < silentAfterMs) continue;
    const { channel } = routeOf(flow.config, { system, source: head.name, severity: 'warning' });
    const content = renderSourceSilent(head.name, head.heardMs);
    if (!(await sendOnce(flow, `source-silent:${head.name}:${head.heardMs}`, { channel, content }))) continue;
    await putSource(flow, { ...head, silenceNotifiedMs: flow.nowMs() });
    notified++;
  }
  return notified;
}
