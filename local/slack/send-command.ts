import { applyAnswer, linkUrl, makeLink } from './response-links.ts';
import { VERIFICATION_TOKEN } from './send-event.ts';
import type { StandInParts } from './stand-in-parts.ts';
import { BOT, COMMANDS, type Person, TEAM } from './workspace.ts';

/** A command as a person typed it. */
interface TypedCommand {
  person: Person;
  channel: string;
  threadTs?: string;
  /** From the slash on. */
  typed: string;
}

/** Sends a command to the app and shows its acknowledgement, or Slack's error message when there is none. */
export async function sendCommand(
  parts: StandInParts,
  { person, channel, threadTs, typed }: TypedCommand,
  origin: string,
): Promise<void> {
  const [, command = '', text = ''] = /^(\S+)\s*([\s\S]*)$/.exec(typed) ?? [];
  const place = { channel, user: person.id, ...(threadTs ? { threadTs } : {}) };
  if (!COMMANDS.some((one) => one.command === command)) {
    const known = COMMANDS.map((one) => `\`${one.command}\``).join(', ');
    return saySlackbot(parts, place, `\`${command}\` is not a valid command. Try ${known}.`);
  }
  if (threadTs) return saySlackbot(parts, place, `${command} is not supported in threads. Sorry!`);
  const link = makeLink(parts, { user: person.id, channel });
  const delivered = await parts.delivery.form({
    token: VERIFICATION_TOKEN,
    team_id: TEAM.id,
    team_domain: TEAM.domain,
    channel_id: parts.channels.idOf(channel),
    channel_name: parts.channels.nameOf(channel),
    user_id: person.id,
    user_name: person.name,
    command,
    text,
    api_app_id: BOT.appId,
    is_enterprise_install: 'false',
    response_url: linkUrl(link, origin),
    trigger_id: parts.triggers.issue(person.id),
  });
  if (!delivered.ok)
    return saySlackbot(parts, place, `${command} failed with the error "${delivered.error}"`);
  const given = answerOf(delivered.answer.body);
  if (given === undefined) return;
  const fault = applyAnswer(parts, link, given);
  if (fault && fault.error !== 'no_text')
    saySlackbot(parts, place, `${command} was answered with what Slack refuses: ${JSON.stringify(fault)}`);
}

/** An acknowledgement is JSON, plain text to show, or empty. */
function answerOf(body: string): Record<string, unknown> | undefined {
  if (body.trim() === '') return undefined;
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Not JSON: it is text to show.
  }
  return { text: body };
}

/** Shows a message from Slackbot to one person. */
function saySlackbot(
  { state }: StandInParts,
  place: { channel: string; user: string; threadTs?: string },
  text: string,
): void {
  const id = state.nextTs();
  state.ephemerals.put(id, { id, ...place, author: 'slackbot', text, blocks: [] });
}
