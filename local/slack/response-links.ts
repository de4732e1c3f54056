import { randomBytes } from 'node:crypto';
import type { LocalAnswer } from '../aws/local-request.ts';
import { jsonAnswer } from './json-answer.ts';
import { contentOf, type MessageContent } from './message-content.ts';
import type { StandInParts } from './stand-in-parts.ts';
import type { ResponseLink } from './stored-records.ts';

/** docs.slack.dev, "Handling user interaction": five answers within thirty minutes. */
const MOST_USES = 5;
const LIVES_MS = 30 * 60_000;

type Given = Readonly<Record<string, unknown>>;

/** Makes a `response_url` for what a person did in a channel; `source` is the message whose element it was. */
export function makeLink(
  { state, nowMs }: StandInParts,
  parts: Pick<ResponseLink, 'user' | 'channel' | 'source'>,
): ResponseLink {
  const link = { id: randomBytes(18).toString('base64url'), madeMs: nowMs(), uses: 0, ...parts };
  state.links.put(link.id, link);
  return link;
}

/** Its address on this host. */
export function linkUrl(link: ResponseLink, origin: string): string {
  return `${origin}/stand-in/response/${link.id}`;
}

/** Takes what the app posts to a `response_url`. */
export function answerLink(parts: StandInParts, id: string, body: string): LocalAnswer {
  const link = parts.state.links.get(id);
  if (!link) return jsonAnswer(404, { ok: false, error: 'invalid_url' });
  if (link.uses >= MOST_USES) return jsonAnswer(404, { ok: false, error: 'used_url' });
  if (parts.nowMs() - link.madeMs > LIVES_MS) return jsonAnswer(404, { ok: false, error: 'expired_url' });
  const given = parse(body);
  if (!given) return jsonAnswer(400, { ok: false, error: 'invalid_payload' });
  parts.state.links.put(id, { ...link, uses: link.uses + 1 });
  const fault = applyAnswer(parts, link, given);
  return fault === undefined
    ? { status: 200, type: 'text/html', body: 'ok' }
    : jsonAnswer(fault.error === 'no_text' ? 400 : 200, { ok: false, ...fault });
}

/**
 * Shows an answer, given to a link or as the acknowledgement of a command: to the person alone unless it says `in_channel`, in place
 * of the source when it says `replace_original`. Gives Slack's word for what it would refuse.
 */
export function applyAnswer(
  parts: StandInParts,
  link: ResponseLink,
  given: Given,
): { error: string; response_metadata?: object } | undefined {
  if (isTrue(given['delete_original'])) return removeSource(parts, link);
  const content = contentOf(parts, given);
  if ('error' in content) return content;
  if (isTrue(given['replace_original']) && replaceSource(parts, link, content)) return undefined;
  const threadTs = typeof given['thread_ts'] === 'string' ? { threadTs: given['thread_ts'] } : {};
  const { state } = parts;
  if (given['response_type'] === 'in_channel')
    state.keep({ channel: link.channel, ts: state.nextTs(), ...threadTs, ...content, edits: 0 });
  else {
    const { text, blocks } = content;
    const id = state.nextTs();
    const { channel, user } = link;
    state.ephemerals.put(id, {
      id,
      channel,
      user,
      author: 'app',
      ...threadTs,
      text,
      blocks,
      linkId: link.id,
    });
  }
  return undefined;
}

function replaceSource({ state }: StandInParts, link: ResponseLink, content: MessageContent): boolean {
  const { source, channel } = link;
  if (source && !source.isEphemeral) {
    const message = state.find(channel, source.ts);
    if (message) state.keep({ ...message, ...content, edits: message.edits + 1 });
    return message !== undefined;
  }
  // Slack promises this for the link of a message only; of a command's link it may post anew instead.
  const ephemeral = source
    ? state.ephemerals.get(source.ts)
    : state.ephemerals.all().findLast(({ linkId }) => linkId === link.id);
  if (ephemeral)
    state.ephemerals.put(ephemeral.id, { ...ephemeral, text: content.text, blocks: content.blocks });
  return ephemeral !== undefined;
}

function removeSource({ state }: StandInParts, { source, channel, id }: ResponseLink): undefined {
  if (source && !source.isEphemeral) {
    const message = state.find(channel, source.ts);
    if (message) state.keep({ ...message, isDeleted: true });
    return;
  }
  const answered = state.ephemerals.all().findLast(({ linkId }) => linkId === id);
  state.ephemerals.drop(source?.ts ?? answered?.id ?? '');
}

function parse(body: string): Given | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Given) : undefined;
  } catch {
    return undefined;
  }
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}
