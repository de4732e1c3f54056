import { HalfopenError } from '../errors.ts';
import type { Flow } from '../flow.ts';
import type { Incident, Notified, SentMessage } from '../model/incident.ts';
import { holdBack, takeSlot } from './channel-pace.ts';
import { findMessage, learnChannelId } from './find-message.ts';
import type { Move } from './next-move.ts';
import { recordNotified } from './record-notified.ts';

/** A post that takes longer is given up for dead: longer than the chat adapter waits for Slack. */
const LEASE_MS = 30_000;
/** A message of unknown outcome is looked for after this time, when Slack lists it. */
const LOOK_AGAIN_MS = 2_000;
const LONGEST_WAIT_MS = 3_600_000;

interface Stopped {
  againInMs?: number;
  failure?: HalfopenError;
}

/**
 * Finishes a post that an earlier run began. Nothing under way: undefined. Somebody is at it: how long to wait.
 * Otherwise the message is looked for by its metadata and recorded, or known never to have been posted.
 */
export async function settlePosting(
  flow: Flow,
  incident: Incident,
): Promise<'settled' | { waitMs: number } | undefined> {
  const { posting, messages } = incident.notified;
  if (!posting) return undefined;
  const waitMs = posting.leaseUntilMs - flow.nowMs();
  if (waitMs > 0) return { waitMs };
  const { key, channel, sinceMs } = posting;
  const threadTs = key === 'card' ? undefined : messages['card']?.ts;
  const found = await findMessage(flow, {
    channel,
    name: { incident: incident.id, key },
    sinceMs,
    ...(threadTs ? { threadTs } : {}),
  });
  // Its hash is unknown, so that the next move makes it match.
  await recordNotified(flow, incident, (notified) =>
    posted(notified, key, found && { ...found, hash: 'found' }, toldNow(flow, incident)),
  );
  return 'settled';
}

/** Makes one move; undefined when it went well. A failed one tells when to try again. */
export async function makeMove(flow: Flow, incident: Incident, move: Move): Promise<Stopped | undefined> {
  const { waitMs } = await takeSlot(flow, move.channel);
  if (waitMs > 0) return { againInMs: waitMs };
  try {
    if (move.ts) await edit(flow, incident, move, move.ts);
    else if (!(await post(flow, incident, move))) return { againInMs: LOOK_AGAIN_MS };
    return undefined;
  } catch (error) {
    if (!(error instanceof HalfopenError) || !error.code.startsWith('slack-')) throw error;
    return recover(flow, incident, move, error);
  }
}

async function post(flow: Flow, incident: Incident, move: Move): Promise<boolean> {
  const { key, channel, content, hash, threadTs, broadcast } = move;
  const sinceMs = flow.nowMs();
  const leaseUntilMs = sinceMs + LEASE_MS;
  let isOurs = false;
  await recordNotified(flow, incident, (notified) => {
    isOurs = !notified.posting && !notified.messages[key];
    return isOurs ? { ...notified, posting: { key, channel, sinceMs, leaseUntilMs } } : notified;
  });
  if (!isOurs) return false;
  const sent = await flow.chat.post({
    channel,
    content,
    name: { incident: incident.id, key },
    ...(threadTs ? { threadTs } : {}),
    ...(broadcast ? { broadcast } : {}),
  });
  await learnChannelId(flow, channel, sent.channel);
  const told = toldNow(flow, incident);
  await recordNotified(flow, incident, (notified) => posted(notified, key, { ...sent, hash }, told));
  return true;
}

async function edit(
  flow: Flow,
  incident: Incident,
  { key, channel, content, hash }: Move,
  ts: string,
): Promise<void> {
  await flow.chat.update({ channel, ts, content, name: { incident: incident.id, key } });
  await recordNotified(flow, incident, (notified) => posted(notified, key, { channel, ts, hash }, {}));
}

type Told = Partial<Pick<Notified, 'toldMs' | 'toldCount'>>;

/** What a message that is told once moves: when a person was last told, and of how many. */
function toldNow(flow: Flow, { count }: Incident): Told {
  return { toldMs: flow.nowMs(), toldCount: Math.max(count, 1) };
}

function posted(notified: Notified, key: string, message: SentMessage | undefined, told: Told): Notified {
  const { posting: _, ...rest } = notified;
  if (!message) return rest;
  const repeats = key.startsWith('told/repeat') ? notified.repeats + 1 : notified.repeats;
  const telling = key.startsWith('told/') ? told : {};
  return { ...rest, ...telling, repeats, messages: { ...notified.messages, [key]: message } };
}

async function recover(flow: Flow, incident: Incident, move: Move, failure: HalfopenError): Promise<Stopped> {
  const nowMs = flow.nowMs();
  switch (failure.code) {
    case 'slack-rate-limited': {
      const againInMs = failure.retryAfterMs ?? LOOK_AGAIN_MS;
      await holdBack(flow, move.channel, againInMs);
      await recordNotified(flow, incident, drop);
      return { againInMs };
    }
    case 'slack-unknown-outcome':
      await recordNotified(flow, incident, (notified) =>
        notified.posting
          ? { ...notified, posting: { ...notified.posting, leaseUntilMs: nowMs + LOOK_AGAIN_MS } }
          : notified,
      );
      return { againInMs: LOOK_AGAIN_MS, failure };
    case 'slack-message-gone':
      await recordNotified(flow, incident, (notified) => ({
        ...notified,
        messages: without(notified, move.key),
      }));
      return { againInMs: 0 };
    default: {
      const failures = incident.notified.failures + 1;
      const againInMs = Math.min(LONGEST_WAIT_MS, 15_000 * 2 ** failures);
      await recordNotified(flow, incident, (notified) => ({
        ...drop(notified),
        failures,
        notBeforeMs: nowMs + againInMs,
      }));
      return { failure };
    }
  }
}

function drop({ posting: _posting, ...rest }: Notified): Notified {
  return rest;
}

/** A card that somebody deleted takes its thread with it; what was told once stays told. */
function without({ messages }: Notified, key: string): Notified['messages'] {
  const isLost = (name: string) => name === key || (key === 'card' && !name.startsWith('told/'));
  return Object.fromEntries(Object.entries(messages).filter(([name]) => !isLost(name)));
}
