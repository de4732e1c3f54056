import type { Incident } from '../model/incident.ts';
import { type DigestedIncident, renderDigest } from '../render/slack/digest-message.ts';
import { changeItem } from '../store/change-item.ts';
import { recordNotified } from '../store/incident-items.ts';
import type { ChatContext } from './notify-context.ts';
import {
  hashOf,
  type PostLedger,
  type PostRecord,
  postOnce,
  RECHECK_MS,
  resolvePost,
  type Stopped,
} from './post-once.ts';

const DIGEST = 'digest';
const KEPT_MS = 7 * 86_400_000;

/** One card of a channel that stands for all incidents beyond its budget in one window. */
interface Digest extends PostRecord {
  id: string;
  channel: string;
  fromMs: number;
  incidents: Readonly<Record<string, DigestedIncident>>;
  queuedUntilMs: number;
}

/** Whether a piece of queued work is a digest, not an incident. */
export function isDigestId(id: string): boolean {
  return id.startsWith(`${DIGEST}:`);
}

/** Counts an incident on its digest card: the one it is on (a digest id), or the current one of a channel. */
export async function countOnDigest(context: ChatContext, place: string, incident: Incident): Promise<void> {
  const nowMs = context.nowMs();
  const { budgetWindowMs } = context.config.channels;
  const fromMs = Math.floor(nowMs / budgetWindowMs) * budgetWindowMs;
  const id = isDigestId(place) ? place : `${DIGEST}:${fromMs}:${place}`;
  const { runbook, title } = incident.diagnosis;
  const { id: incidentId, system, count, state } = incident;
  let isQueued = false;
  await changeDigest(context, id, (digest) => {
    isQueued = digest.queuedUntilMs > nowMs;
    const incidents = {
      ...digest.incidents,
      [incidentId]: { id: incidentId, runbook, title, system, count, state },
    };
    return { ...digest, incidents, queuedUntilMs: isQueued ? digest.queuedUntilMs : nowMs + RECHECK_MS };
  });
  await recordNotified(context, incident, (notified) => ({
    ...notified,
    digest: id,
    version: incident.version,
    reason: 'over-budget',
    notifiedMs: notified.notifiedMs ?? nowMs,
    lastNotifiedCount: notified.lastNotifiedCount || incident.count,
  }));
  if (!isQueued) await context.queue.send(id, RECHECK_MS);
}

/** Makes the digest card in Slack match what it counts; `retryAfterMs` when there is more to do later. */
export async function notifyDigest(context: ChatContext, id: string): Promise<Stopped> {
  const digest = await readDigest(context, id);
  const { channel, fromMs, message } = digest;
  const ledger: PostLedger = {
    read: () => digest,
    change: (change) =>
      changeDigest(context, id, ({ posting, message: sent, ...rest }) => ({
        ...rest,
        ...change({ ...(posting ? { posting } : {}), ...(sent ? { message: sent } : {}) }),
      })),
  };
  const target = { channel, name: { incident: id, key: 'card' } };
  const inFlight = await resolvePost(context, ledger, target);
  if (inFlight === 'resolved') return { retryAfterMs: 0 };
  if (inFlight) {
    const { waitMs, ...failed } = inFlight;
    return { retryAfterMs: waitMs, ...failed };
  }
  const incidents = Object.values(digest.incidents);
  const content = renderDigest({ channel, incidents, fromMs, budget: context.config.channels.budgetCards });
  const hash = hashOf(content);
  if (message?.hash === hash) return {};
  const stopped = await postOnce(context, ledger, { ...target, content, hash });
  return stopped ?? { retryAfterMs: context.config.channels.paceMs };
}

/** Digests of the last days whose card does not yet show all they count. */
export async function listDigests({ table, nowMs }: ChatContext): Promise<string[]> {
  return (await table.list({ pk: DIGEST, headsOnly: true }, nowMs())).map(({ sk }) => sk);
}

async function readDigest({ table, nowMs }: ChatContext, id: string): Promise<Digest> {
  return ((await table.get(DIGEST, id, nowMs()))?.body as Digest | undefined) ?? emptyDigest(id);
}

function emptyDigest(id: string): Digest {
  const [, fromMs = '0', ...channel] = id.split(':');
  return { id, channel: channel.join(':'), fromMs: Number(fromMs), incidents: {}, queuedUntilMs: 0 };
}

async function changeDigest(
  context: ChatContext,
  id: string,
  change: (digest: Digest) => Digest,
): Promise<void> {
  await changeItem<Digest>(context, { pk: DIGEST, sk: id, keptMs: KEPT_MS }, (known) =>
    change(known ?? emptyDigest(id)),
  );
}
