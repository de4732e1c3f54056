import { checkMessage } from '../slack-limits.ts';
import type { StandInState, StoodMessage } from './state.ts';

type Arguments = Readonly<Record<string, unknown>>;
type Answer = Record<string, unknown> & { ok: boolean };
type Method = (state: StandInState, given: Arguments) => Answer;

const MOST_LISTED = 200;

/** The methods of Slack's Web API that Halfopen calls, refusing what Slack would refuse. */
const METHODS: Readonly<Record<string, Method>> = {
  'auth.test': () => ({ ok: true, user_id: 'UHALFOPEN', team_id: 'TLOCAL', bot_id: 'BHALFOPEN' }),
  'chat.postMessage': post,
  'chat.update': update,
  'conversations.history': (state, { channel, oldest, limit }) =>
    list(
      state.messages().filter((one) => one.channel === channel && (!one.threadTs || one.broadcast)),
      oldest,
      limit,
    ),
  'conversations.replies': (state, { channel, ts, oldest, limit }) =>
    list(
      state.messages().filter((one) => one.channel === channel && (one.ts === ts || one.threadTs === ts)),
      oldest,
      limit,
    ),
};

/** Answers one call. `token` is what the caller showed. */
export function callMethod(state: StandInState, name: string, token: string, given: Arguments): Answer {
  const method = METHODS[name];
  if (!method) return refuse('unknown_method');
  if (!token.startsWith('xoxb-')) return refuse(token === '' ? 'not_authed' : 'invalid_auth');
  return method(state, given);
}

function post(state: StandInState, given: Arguments): Answer {
  const { channel, thread_ts: thread, reply_broadcast: broadcast } = given;
  const threadTs = typeof thread === 'string' ? thread : undefined;
  if (typeof channel !== 'string' || !/^[#@]?[\w.-]{1,80}$/.test(channel)) return refuse('channel_not_found');
  if (threadTs !== undefined && !state.find(channel, threadTs)) return refuse('thread_not_found');
  const content = contentOf(given);
  if (typeof content === 'string') return refuse(content);
  const message: StoodMessage = {
    channel,
    ts: state.nextTs(),
    ...(threadTs === undefined ? {} : { threadTs }),
    ...(isTrue(broadcast) ? { broadcast: true } : {}),
    ...content,
    edits: 0,
  };
  state.keep(message);
  return { ok: true, channel, ts: message.ts, message: shown(message) };
}

function update(state: StandInState, given: Arguments): Answer {
  const known = state.find(String(given['channel']), String(given['ts']));
  if (!known) return refuse('message_not_found');
  const content = contentOf(given);
  if (typeof content === 'string') return refuse(content);
  state.keep({ ...known, ...content, edits: known.edits + 1 });
  return { ok: true, channel: known.channel, ts: known.ts, text: content.text };
}

function contentOf(given: Arguments): Pick<StoodMessage, 'text' | 'blocks' | 'metadata'> | string {
  const blocks = parsed(given['blocks']) ?? [];
  const text = typeof given['text'] === 'string' ? given['text'] : '';
  if (text === '' && (blocks as unknown[]).length === 0) return 'no_text';
  if (checkMessage({ text, blocks }).length > 0) return 'invalid_blocks';
  const metadata = parsed(given['metadata']) as StoodMessage['metadata'];
  return { text, blocks: blocks as StoodMessage['blocks'], ...(metadata ? { metadata } : {}) };
}

function list(found: readonly StoodMessage[], oldest: unknown, limit: unknown): Answer {
  const messages = found
    .filter(({ ts }) => oldest === undefined || Number(ts) > Number(oldest))
    .toSorted((a, b) => Number(b.ts) - Number(a.ts))
    .slice(0, Math.min(MOST_LISTED, Number(limit ?? MOST_LISTED)))
    .map(shown);
  return { ok: true, messages, has_more: false, response_metadata: { next_cursor: '' } };
}

function shown({ ts, text, blocks, metadata, threadTs }: StoodMessage): Record<string, unknown> {
  return {
    type: 'message',
    bot_id: 'BHALFOPEN',
    ts,
    text,
    blocks,
    metadata,
    ...(threadTs ? { thread_ts: threadTs } : {}),
  };
}

/** Forms carry JSON as text. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

function refuse(error: string): Answer {
  return { ok: false, error };
}
