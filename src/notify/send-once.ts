import { HalfopenError } from '../errors.ts';
import type { MessageContent } from '../model/chat-message.ts';
import { acquireSlot } from './channel-pace.ts';
import { findMessage } from './find-message.ts';
import type { ChatContext } from './notify-context.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const LEASE_MS = 30_000;

/**
 * Sends a notice that belongs to no incident, once for its key. True when it stands in Slack now and a caller need not come again;
 * false when it has to wait, for its turn or for Slack.
 */
export async function sendOnce(
  context: ChatContext,
  key: string,
  message: { channel: string; threadTs?: string; content: MessageContent },
): Promise<boolean> {
  const { table, nowMs, chat } = context;
  const known = await table.get('notice', key, nowMs());
  const state = known?.body as { sinceMs: number; leaseUntilMs: number; done: boolean } | undefined;
  if (state?.done) return false;
  if (state && state.leaseUntilMs > nowMs()) return false;
  const name = { incident: key, key: 'notice' };
  const { content: _, ...where } = message;
  const sinceMs = state?.sinceMs ?? nowMs();
  const put = (version: number, done: boolean, leaseMs = LEASE_MS) =>
    table.put(
      {
        pk: 'notice',
        sk: key,
        version,
        body: { sinceMs, leaseUntilMs: nowMs() + leaseMs, done },
        expiresAtMs: nowMs() + 7 * DAY_MS,
      },
      version === 1 ? 'absent' : { version: version - 1 },
      nowMs(),
    );
  if (state && (await findMessage(context, { ...where, name, sinceMs })))
    return put((known?.version ?? 0) + 1, true);
  if ((await acquireSlot(context, message.channel)).waitMs > 0) return false;
  const version = (known?.version ?? 0) + 1;
  if (!(await put(version, false))) return false;
  try {
    await chat.post({ ...message, name });
  } catch (error) {
    if (!(error instanceof HalfopenError) || !error.code.startsWith('slack-')) throw error;
    // What only a person can fix is not tried each minute.
    if (error.code === 'slack-refused') await put(version + 1, false, HOUR_MS);
    return false;
  }
  await put(version + 1, true);
  return true;
}
