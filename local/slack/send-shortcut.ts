import { payloadParts } from './payload-parts.ts';
import { linkUrl, makeLink } from './response-links.ts';
import { shownMessage } from './shown-message.ts';
import type { StandInParts } from './stand-in-parts.ts';
import type { Person } from './workspace.ts';

/** Sends a message shortcut to the app; gives Slack's word for what went wrong. */
export async function sendShortcut(
  parts: StandInParts,
  used: { person: Person; channel: string; ts: string; callbackId: string },
  origin: string,
): Promise<string | undefined> {
  const { person, channel, ts } = used;
  const message = parts.state.find(channel, ts);
  if (!message) return 'message_not_found';
  const link = makeLink(parts, { user: person.id, channel, source: { ts, isEphemeral: false } });
  const delivered = await parts.delivery.payload({
    type: 'message_action',
    callback_id: used.callbackId,
    ...payloadParts(person, parts.triggers.issue(person.id)),
    response_url: linkUrl(link, origin),
    channel: { id: parts.channels.idOf(channel), name: parts.channels.nameOf(channel) },
    message_ts: ts,
    action_ts: parts.state.nextTs(),
    message: shownMessage(message, parts.files, origin),
  });
  return delivered.ok ? undefined : delivered.error;
}
