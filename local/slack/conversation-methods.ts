import { shownMessage } from './shown.ts';
import type { ApiAnswer, ApiMethod, Arguments, StandInParts } from './stand-in-parts.ts';
import type { StoredMessage } from './state.ts';

const MOST_LISTED = 200;

const history: ApiMethod = (parts, given, origin) => {
  const channel = parts.channels.keyOfId(given['channel']);
  if (channel === undefined) return { ok: false, error: 'channel_not_found' };
  const found = parts.state
    .messages()
    .filter((one) => one.channel === channel && (!one.threadTs || one.broadcast))
    .toSorted((a, b) => Number(b.ts) - Number(a.ts));
  return list(parts, found, given, origin);
};

const replies: ApiMethod = (parts, given, origin) => {
  const channel = parts.channels.keyOfId(given['channel']);
  if (channel === undefined) return { ok: false, error: 'channel_not_found' };
  const parent = parts.state.find(channel, String(given['ts']));
  if (!parent) return { ok: false, error: 'thread_not_found' };
  const ts = parent.threadTs ?? parent.ts;
  const found = parts.state
    .messages()
    .filter((one) => one.channel === channel && (one.ts === ts || one.threadTs === ts))
    .toSorted((a, b) => Number(a.ts) - Number(b.ts));
  return list(parts, found, given, origin);
};

/** Reading channels and threads. */
export const conversationMethods: Readonly<Record<string, ApiMethod>> = {
  'conversations.history': history,
  'conversations.replies': replies,
};

function list(
  parts: StandInParts,
  found: readonly StoredMessage[],
  { oldest, latest, inclusive, limit, cursor }: Arguments,
  origin: string,
): ApiAnswer {
  const isIn = (ts: string, bound: unknown, sign: number) =>
    bound === undefined ||
    Math.sign(Number(ts) - Number(bound)) === sign ||
    (String(inclusive) === 'true' && Number(ts) === Number(bound));
  const between = found.filter(({ ts }) => isIn(ts, oldest, 1) && isIn(ts, latest, -1));
  const start = Number(/^next:(\d+)$/.exec(String(cursor))?.[1] ?? 0);
  const end = start + Math.max(1, Math.min(MOST_LISTED, Number(limit ?? MOST_LISTED) || MOST_LISTED));
  const hasMore = end < between.length;
  return {
    ok: true,
    messages: between.slice(start, end).map((one) => shownMessage(one, parts.files, origin)),
    has_more: hasMore,
    response_metadata: { next_cursor: hasMore ? `next:${end}` : '' },
  };
}
