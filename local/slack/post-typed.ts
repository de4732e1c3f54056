import { isDirect } from './channels.ts';
import { sendCommand } from './send-command.ts';
import { sendEvent } from './send-event.ts';
import { shownMessage } from './shown.ts';
import type { StandInParts } from './stand-in-parts.ts';
import type { StoredMessage } from './state.ts';
import { BOT, GROUP, PEOPLE, type Person, teamOf } from './workspace.ts';

/** What a person sent from a composer. */
export interface Typed {
  person: Person;
  channel: string;
  threadTs?: string;
  text: string;
  /** Ids of attached files. */
  files: readonly string[];
}

/** Handles it as Slack does: a command goes to the app, anything else is posted, and a mention of the bot, or a message to it alone, is sent to the app as an event. */
export async function postTyped(parts: StandInParts, typed: Typed, origin: string): Promise<void> {
  const { person, channel, text, files } = typed;
  const thread = typed.threadTs ? { threadTs: typed.threadTs } : {};
  if (text.startsWith('/') && files.length === 0)
    return sendCommand(parts, { person, channel, ...thread, typed: text }, origin);
  const message: StoredMessage = {
    channel,
    ts: parts.state.nextTs(),
    ...thread,
    text: toMrkdwn(text),
    blocks: [],
    edits: 0,
    user: person.id,
    ...(files.length > 0 ? { files } : {}),
  };
  parts.state.keep(message);
  const isToBot = isDirect(channel);
  if (!isToBot && !message.text.includes(`<@${BOT.userId}>`)) return;
  const { blocks: _, ...shown } = shownMessage(message, parts.files, origin);
  sendEvent(parts, {
    ...shown,
    ...(isToBot
      ? { type: 'message', channel_type: 'im', ...(files.length > 0 ? { subtype: 'file_share' } : {}) }
      : { type: 'app_mention' }),
    ...(person.kind === 'stranger' ? { user_team: teamOf(person), source_team: teamOf(person) } : {}),
    channel: parts.channels.idOf(channel),
    event_ts: message.ts,
  });
}

/** Typed text as Slack keeps it: three characters escaped, names as ids. */
function toMrkdwn(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replaceAll(/(^|[\s(])@([\w-]+)/g, (whole, before: string, name: string) => {
    const user = [...PEOPLE, { id: BOT.userId, name: BOT.name }].find(
      (one) => one.name === name.toLowerCase(),
    );
    if (user) return `${before}<@${user.id}>`;
    return name === GROUP.handle ? `${before}<!subteam^${GROUP.id}>` : whole;
  });
}
