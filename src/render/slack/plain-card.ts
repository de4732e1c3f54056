import type { MessageContent } from '../../model/chat-message.ts';
import type { Incident } from '../../model/incident.ts';
import { isoSeconds } from '../../model/iso-time.ts';
import { titleOf } from '../concerned.ts';
import { cut, cutRaw } from '../cut.ts';
import { seenCount } from '../seen-count.ts';
import { whom } from './card-facts.ts';
import { inlineCode, plain, who } from './mrkdwn.ts';
import { severityWord } from './severity.ts';

const MOST_NAMES = 3;
const LONGEST_COMMAND = 300;

/** A message as its text alone: Slack refused its blocks. */
export function plainMessage({ text }: MessageContent): MessageContent {
  return { text, blocks: [] };
}

/**
 * The card of an incident as a few lines of text, at most 1,900 characters, for when Slack refuses the card: what broke, where, since
 * when, why and how sure that is, and the first step. `mentions` are the people and groups that the route names.
 */
export function renderPlainCard(incident: Incident, mentions: readonly string[] = []): MessageContent {
  const { id, state, diagnosis, firstSeenMs, lastSeenMs } = incident;
  const title = cut(plain(titleOf(diagnosis.title, diagnosis.concerns)), 200);
  const lines = [
    state === 'resolved'
      ? `Resolved: ${title}`
      : [`${severityWord(diagnosis.severity)}: ${title}`, ...mentions.map(who)].join(' '),
    `Where: ${cut(whom(incident, MOST_NAMES), 400)}`,
    `Since: ${isoSeconds(firstSeenMs)}, last ${isoSeconds(lastSeenMs)}, ${seenCount(incident)}`,
    ...(state === 'resolved' ? [] : advice(incident)),
    `Slack refuses the whole card. More: ${inlineCode(`/triage show ${cutRaw(id, 100)}`)}`,
  ];
  return { text: lines.join('\n'), blocks: [] };
}

function advice({ diagnosis: { cause, confidence, steps } }: Incident): string[] {
  const [first] = steps;
  return [
    `Why: ${cut(plain(cause), 400)} (${Math.round(confidence * 100)} % sure)`,
    ...(first ? [`First: ${cut(plain(first.do), 300)}`] : []),
    ...commandOf(first?.command),
  ];
}

/** A command only where it stands whole: what is cut must not be typed. */
function commandOf(command = ''): string[] {
  const isShort = command.length <= LONGEST_COMMAND && !command.trim().includes('\n');
  return isShort && command.trim() ? [`Type: ${inlineCode(command)}`] : [];
}
