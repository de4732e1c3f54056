import { HalfopenError } from '../errors.ts';
import type { Flow } from '../flow.ts';
import type { Incident, SentMessage } from '../model/incident.ts';
import { type DigestedIncident, renderDigest } from '../render/slack/digest-message.ts';
import { acquireSlot, backOff } from './channel-pace.ts';
import { cacheChannelId, findMessage } from './find-message.ts';
import { hashOf } from './hash-of.ts';
import { recordNotified } from './record-notified.ts';

const DIGEST = 'digest';
const KEPT_MS = 7 * 86_400_000;
const LEASE_MS = 30_000;
const RECHECK_MS = 2_000;
const MOST_TRIES = 20;

/** One card of a channel that stands for all incidents beyond its budget in one window. */
interface Digest {
  id: string;
  channel: string;
  fromMs: number;
  incidents: Readonly<Record<string, DigestedIncident>>;
  message?: SentMessage;
  posting?: { sinceMs: number; leaseUntilMs: number };
  queuedUntilMs: number;
}

/** Whether a piece of queued work is a digest, not an incident. */
export function isDigestId(id: string): boolean {
  return id.startsWith(`${DIGEST}:`);
}

/** Counts an incident on its digest card: the one it is on (a digest id), or the current one of a channel. */
export async function countOnDigest(flow: Flow, place: string, incident: Incident): Promise<void> {
  const nowMs = flow.nowMs();
  const { budgetWindowMs } = flow.config.channels;
  const fromMs = Math.floor(nowMs / budgetWindowMs) * budgetWindowMs;
  const id = isDigestId(place) ? place : `${DIGEST}:${fromMs}:${place}`;
  const { runbook, title } = incident.diagnosis;
  const { id: incidentId, system, count, state } = incident;
  let isQueued = false;
  await changeDigest(flow, id, (digest) => {
    isQueued = digest.queuedUntilMs > nowMs;
    const incidents = {
      ...digest.incidents,
      [incidentId]: { id: incidentId, runbook, title, system, count, state },
    };
    return { ...digest, incidents, queuedUntilMs: isQueued ? digest.queuedUntilMs : nowMs + RECHECK_MS };
  });
  await recordNotified(flow, incident, (notified) => ({
    ...notified,
    digest: id,
    version: incident.version,
    reason: 'over-budget',
    notifiedMs: notified.notifiedMs ?? nowMs,
    lastNotifiedCount: notified.lastNotifiedCount || incident.count,
  }));
  if (!isQueued) await flow.queue.send(id, RECHECK_MS);
}

/** Makes the digest card in Slack match what it counts; `retryAfterMs` when that has to go on later. */
export async function notifyDigest(
  flow: Flow,
  id: string,
): Promise<{ retryAfterMs?: number; failure?: HalfopenError }> {
  const digest = await readDigest(flow, id);
  if (digest.posting) {
    const waitMs = digest.posting.leaseUntilMs - flow.nowMs();
    if (waitMs > 0) return { retryAfterMs: waitMs };
    const name = { incident: id, key: 'card' };
    const found = await findMessage(flow, { channel: digest.channel, name, sinceMs: digest.posting.sinceMs });
    await changeDigest(flow, id, ({ posting: _posting, ...rest }) =>
      found ? { ...rest, message: { ...found, hash: 'found' } } : rest,
    );
    return { retryAfterMs: 0 };
  }
  const content = renderDigest({
    channel: digest.channel,
    incidents: Object.values(digest.incidents),
    fromMs: digest.fromMs,
    budget: flow.config.channels.budgetCards,
  });
  const hash = hashOf(content);
  if (digest.message?.hash === hash) return {};
  const { waitMs } = await acquireSlot(flow, digest.channel);
  if (waitMs > 0) return { retryAfterMs: waitMs };
  return sendDigest(flow, digest, { content, hash });
}

async function sendDigest(
  flow: Flow,
  { id, channel, message }: Digest,
  { content, hash }: { content: ReturnType<typeof renderDigest>; hash: string },
): Promise<{ retryAfterMs?: number; failure?: HalfopenError }> {
  const name = { incident: id, key: 'card' };
  try {
    if (message) await flow.chat.update({ channel: message.channel, ts: message.ts, content, name });
    else {
      const sinceMs = flow.nowMs();
      await changeDigest(flow, id, (one) => ({
        ...one,
        posting: { sinceMs, leaseUntilMs: sinceMs + LEASE_MS },
      }));
    }
    const sent = message ?? (await flow.chat.post({ channel, content, name }));
    await cacheChannelId(flow, channel, sent.channel);
    await changeDigest(flow, id, ({ posting: _posting, ...rest }) => ({
      ...rest,
      message: { ...sent, hash },
    }));
    return { retryAfterMs: flow.config.channels.paceMs };
  } catch (error) {
    if (!(error instanceof HalfopenError) || !error.code.startsWith('slack-')) throw error;
    const retryAfterMs = error.retryAfterMs ?? RECHECK_MS;
    if (error.code === 'slack-rate-limited') await backOff(flow, channel, retryAfterMs);
    const isUnknown = error.code === 'slack-unknown-outcome';
    await changeDigest(flow, id, ({ posting, ...rest }) =>
      isUnknown && posting
        ? { ...rest, posting: { ...posting, leaseUntilMs: flow.nowMs() + RECHECK_MS } }
        : rest,
    );
    return error.retryable || error.code === 'slack-message-gone'
      ? { retryAfterMs, failure: error }
      : { failure: error };
  }
}

/** Digests of the last days whose card does not yet show all they count. */
export async function listDigests({ table, nowMs }: Flow): Promise<string[]> {
  return (await table.list({ pk: DIGEST, headsOnly: true }, nowMs())).map(({ sk }) => sk);
}

async function readDigest({ table, nowMs }: Flow, id: string): Promise<Digest> {
  const [, fromMs = '0', ...channel] = id.split(':');
  const none: Digest = {
    id,
    channel: channel.join(':'),
    fromMs: Number(fromMs),
    incidents: {},
    queuedUntilMs: 0,
  };
  return ((await table.get(DIGEST, id, nowMs()))?.body as Digest | undefined) ?? none;
}

async function changeDigest(flow: Flow, id: string, change: (digest: Digest) => Digest): Promise<void> {
  const { table, nowMs } = flow;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const known = await table.get(DIGEST, id, nowMs());
    const body = change((known?.body as Digest | undefined) ?? (await readDigest(flow, id)));
    const item = {
      pk: DIGEST,
      sk: id,
      version: (known?.version ?? 0) + 1,
      body,
      expiresAtMs: nowMs() + KEPT_MS,
    };
    if (await table.put(item, known ? { version: known.version } : 'absent', nowMs())) return;
  }
  throw new HalfopenError({
    code: 'digest-contended',
    message: `digest ${id} was changed by others ${MOST_TRIES} times in a row`,
    hint: 'Nothing to do: it is tried again.',
    retryable: true,
  });
}
