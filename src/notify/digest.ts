import type { MessageContent } from '../model/chat-message.ts';
import type { Incident } from '../model/incident.ts';
import { renderDigest } from '../render/slack/digest-message.ts';
import { plainMessage } from '../render/slack/plain-card.ts';
import { recordNotified } from '../store/incident-items.ts';
import {
  changeDigest,
  type Digest,
  digestId,
  isDigestId,
  listMembers,
  putMember,
  readDigest,
} from './digest-items.ts';
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
import { heldBack, isContentRefused, refusedAgain } from './refused-content.ts';
import { clearRefusal, recordRefusal } from './slack-refusal.ts';

/** What the operators read of a digest whose content Slack refuses. */
const SUBJECT = 'digest card';

/**
 * Counts an incident on its digest card: the one it is on (a digest id), or the current one of a channel. In a flood the digest itself
 * is written when its card is rendered, not for each incident; the incident counts as notified last, so a killed run is made up for.
 * Returns the digest where this run is to show it, after two seconds in which more may come; undefined where another run will.
 */
export async function countOnDigest(
  context: ChatContext,
  place: string,
  incident: Incident,
): Promise<string | undefined> {
  const nowMs = context.nowMs();
  const { budgetWindowMs } = context.config.channels;
  const fromMs = Math.floor(nowMs / budgetWindowMs) * budgetWindowMs;
  const id = isDigestId(place) ? place : digestId(place, fromMs);
  await putMember(context, id, incident);
  let isQueued = false;
  await changeDigest(context, id, (digest) => {
    isQueued = digest.queuedUntilMs > nowMs;
    if (isQueued && digest.card === 'behind') return digest;
    return { ...digest, card: 'behind', queuedUntilMs: isQueued ? digest.queuedUntilMs : nowMs + RECHECK_MS };
  });
  await recordNotified(context, incident, (notified) => ({
    ...notified,
    digest: id,
    version: incident.version,
    reason: 'over-budget',
    notifiedMs: notified.notifiedMs ?? nowMs,
    lastNotifiedCount: notified.lastNotifiedCount || incident.count,
  }));
  return isQueued ? undefined : id;
}

/** Makes the digest card in Slack match what it counts; `retryAfterMs` when there is more to do later. */
export async function notifyDigest(context: ChatContext, id: string): Promise<Stopped> {
  const known = await readDigest(context, id);
  if (known.card === 'shown') return {};
  const target = { channel: known.channel, name: { incident: id, key: 'card' } };
  const inFlight = await resolvePost(context, ledgerOf(context, known), target);
  if (inFlight === 'resolved') return { retryAfterMs: 0 };
  if (inFlight) {
    const { waitMs, ...failed } = inFlight;
    return { retryAfterMs: waitMs, ...failed };
  }
  // What is counted from here on sets the card behind again.
  const digest = await changeDigest(context, id, (one) => ({
    ...one,
    card: 'rendering',
    renders: one.renders + 1,
  }));
  const content = await contentOf(context, digest);
  const hash = hashOf(content);
  if (digest.message?.hash === hash) {
    if (digest.refused) await recordRefusal(context, digest.channel, digest.refused, SUBJECT);
    const isPlain = isHeld(context, digest);
    await changeDigest(context, id, (one) => ({ ...one, card: cardUnedited(one, hash, isPlain) }));
    return {};
  }
  const stopped = await postOnce(context, ledgerOf(context, digest, hash), { ...target, content, hash });
  if (isContentRefused(stopped?.failure) && content.blocks.length > 0) {
    const { failure } = stopped;
    const refused = refusedAgain(digest.refused, failure, context.nowMs());
    await changeDigest(context, id, (one) => ({ ...one, refused }));
    return { failure, retryAfterMs: context.config.channels.paceMs };
  }
  if (!stopped && digest.refused && content.blocks.length > 0) await forgetRefused(context, digest);
  return stopped ?? { retryAfterMs: context.config.channels.paceMs };
}

/** What the card should show: its text alone while Slack refuses its blocks. */
async function contentOf(context: ChatContext, digest: Digest): Promise<MessageContent> {
  const { channel, fromMs } = digest;
  const incidents = await listMembers(context, digest);
  const whole = renderDigest({ channel, incidents, fromMs, budget: context.config.channels.budgetCards });
  return isHeld(context, digest) ? plainMessage(whole) : whole;
}

function isHeld({ nowMs }: ChatContext, { refused }: Digest): boolean {
  return heldBack(refused, nowMs()) !== undefined;
}

async function forgetRefused(context: ChatContext, { id, channel }: Digest): Promise<void> {
  await changeDigest(context, id, ({ refused: _, ...one }) => one);
  await clearRefusal(context, channel, SUBJECT);
}

/** The record of the card's message. Once it is made to show `hash`, the card shows what the digest counted when it was read. */
function ledgerOf(context: ChatContext, digest: Digest, hash?: string): PostLedger {
  return {
    read: () => digest,
    change: async (change) => {
      await changeDigest(context, digest.id, ({ posting, message, ...rest }) => {
        const record: PostRecord = { ...(posting ? { posting } : {}), ...(message ? { message } : {}) };
        const next = change(record);
        const isShown = next.message !== undefined && next.message.hash === hash;
        const card = isShown ? cardAfter(rest, digest, isHeld(context, digest)) : rest.card;
        return { ...rest, ...next, card };
      });
    },
  };
}

/**
 * Where another run has begun to render since, either of the two may have been the last to reach Slack. A plain card is behind, so that
 * the whole one is tried again.
 */
function cardAfter(
  { card, renders }: Pick<Digest, 'card' | 'renders'>,
  rendered: Digest,
  isPlain: boolean,
): Digest['card'] {
  return card === 'rendering' && renders === rendered.renders && !isPlain ? 'shown' : 'behind';
}

/** Where the card need not be edited, other runs that render are no doubt: one that edits it sets it behind afterwards. */
function cardUnedited(
  { card, message }: Pick<Digest, 'card' | 'message'>,
  hash: string,
  isPlain: boolean,
): Digest['card'] {
  const isCurrent = card !== 'behind' && message?.hash === hash;
  return isCurrent && !isPlain ? 'shown' : 'behind';
}
