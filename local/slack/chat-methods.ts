import { contentOf } from './message-content.ts';
import { shownMessage } from './shown.ts';
import type { ApiAnswer, ApiMethod, Arguments, StandInParts } from './stand-in-parts.ts';
import type { StoredMessage } from './state.ts';
import { personOf } from './workspace.ts';

const post: ApiMethod = (parts, given, origin) => {
  const { state, channels } = parts;
  const place = placeOf(parts, given);
  if ('error' in place) return refuse(place);
  const content = contentOf(parts, given);
  if ('error' in content) return refuse(content);
  const broadcast = isTrue(given['reply_broadcast']) ? { broadcast: true } : {};
  const message: StoredMessage = { ...place, ts: state.nextTs(), ...broadcast, ...content, edits: 0 };
  state.keep(message);
  const channel = channels.idOf(message.channel);
  return { ok: true, channel, ts: message.ts, message: shownMessage(message, parts.files, origin) };
};

const update: ApiMethod = (parts, given) => {
  const known = messageOf(parts, given);
  if ('error' in known) return refuse(known);
  if (known.user !== undefined) return refuse({ error: 'cant_update_message' });
  const content = contentOf(parts, given);
  if ('error' in content) return refuse(content);
  parts.state.keep({ ...known, ...content, edits: known.edits + 1 });
  return { ok: true, channel: parts.channels.idOf(known.channel), ts: known.ts, text: content.text };
};

const remove: ApiMethod = (parts, given) => {
  const known = messageOf(parts, given);
  if ('error' in known) return refuse(known);
  if (known.user !== undefined) return refuse({ error: 'cant_delete_message' });
  parts.state.keep({ ...known, isDeleted: true });
  return { ok: true, channel: parts.channels.idOf(known.channel), ts: known.ts };
};

const postEphemeral: ApiMethod = (parts, given) => {
  const { state } = parts;
  const place = placeOf(parts, given);
  if ('error' in place) return refuse(place);
  const user = personOf(String(given['user']))?.id;
  if (user === undefined) return refuse({ error: 'user_not_in_channel' });
  const content = contentOf(parts, given);
  if ('error' in content) return refuse(content);
  const id = state.nextTs();
  state.ephemerals.put(id, { id, ...place, user, author: 'app', text: content.text, blocks: content.blocks });
  return { ok: true, message_ts: id };
};

/** Posting, changing and deleting messages. */
export const chatMethods: Readonly<Record<string, ApiMethod>> = {
  'chat.postMessage': post,
  'chat.update': update,
  'chat.delete': remove,
  'chat.postEphemeral': postEphemeral,
};

/** A thread is the message that opens it: the ts of a reply means the same thread. */
function placeOf(
  { state, channels }: StandInParts,
  given: Arguments,
): { channel: string; threadTs?: string } | { error: string } {
  const channel = channels.keyOf(given['channel']);
  if (channel === undefined) return { error: 'channel_not_found' };
  const thread = given['thread_ts'];
  if (thread === undefined || thread === null || thread === '') return { channel };
  const parent = typeof thread === 'string' ? state.find(channel, thread) : undefined;
  if (!parent) return { error: 'thread_not_found' };
  return { channel, threadTs: parent.threadTs ?? parent.ts };
}

function messageOf({ state, channels }: StandInParts, given: Arguments): StoredMessage | { error: string } {
  const channel = channels.keyOfId(given['channel']);
  if (channel === undefined) return { error: 'channel_not_found' };
  return state.find(channel, String(given['ts'])) ?? { error: 'message_not_found' };
}

function refuse(fault: { error: string; response_metadata?: object }): ApiAnswer {
  return { ok: false, ...fault };
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}
