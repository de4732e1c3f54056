import type { Answer } from '../model/answer.ts';
import { textMessage } from '../render/slack/answers/text-message.ts';

/** The one answer to an incident id that is not in the store. */
export const INCIDENT_NOT_FOUND =
  'Incident not found; it may have expired. `/triage incidents` lists open incidents.';

/** An answer for the person who asked. */
export function reply(mrkdwn: string): Answer {
  return { content: textMessage(mrkdwn) };
}

/** An answer for the channel: something has changed. */
export function announce(mrkdwn: string): Answer {
  return { content: textMessage(mrkdwn), isPublic: true };
}

/** An answer to a person who may not do what they asked for. */
export function refuse(refusal: string): Answer {
  return reply(`⛔ ${refusal}`);
}
