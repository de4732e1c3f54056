import { HalfopenError } from '../errors.ts';
import type { Answer } from '../model/answer.ts';
import { textMessage } from '../render/slack/answers/text-message.ts';
import { plain } from '../render/slack/mrkdwn.ts';

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

/** An answer to a person whose request failed: why and what to do about it, where the failure says so. */
export function failureAnswer(error: unknown): Answer {
  if (!(error instanceof HalfopenError))
    return reply('⚠️ That did not work. The failure was logged; try again in a minute.');
  return reply(`⚠️ That did not work: ${plain(error.message.replace(/\.?$/, '.'))} ${plain(error.hint)}`);
}
