import type { Route } from '../model/config.ts';
import type { OnCall } from '../ports.ts';

/** What looking up who is on call takes. */
export interface CallContext {
  onCall: OnCall;
  nowMs: () => number;
}

/** Slack ids of all whom a card of this route mentions now: those who are on call, and those named as they are. */
export async function whomToCall(context: CallContext, { mention, also = [] }: Route): Promise<string[]> {
  return idsOf(context, [...(mention ? [mention] : []), ...also]);
}

/** Slack ids behind mentions: `@name` is who is on call by the schedule of that name; where nobody is, it is nobody. Each once. */
export async function idsOf({ onCall, nowMs }: CallContext, mentions: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    mentions.map(async (mention) =>
      mention.startsWith('@') ? (await onCall.find(mention.slice(1), nowMs()))?.who : mention,
    ),
  );
  return [...new Set(found.filter((id) => id !== undefined))];
}
