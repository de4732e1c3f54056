import type { MessageContent } from '../../../model/chat-message.ts';
import type { Incident, NotifyReason } from '../../../model/incident.ts';
import { isNoticeKey, nameOfKey } from '../../../model/notice-key.ts';
import { cut, cutRaw } from '../../cut.ts';
import { counted } from '../../in-words.ts';
import { context, message, section } from '../blocks.ts';
import { inlineCode, moment, plain } from '../mrkdwn.ts';

/** What is known of an incident's notifications. */
export interface WhyFacts {
  incident: Incident;
  /** What would be decided now, and until when that holds. */
  decision: { reason: NotifyReason; untilMs?: number };
  route: { name: string; channel: string; mention?: string };
  /** Silences that cover it now, in words. */
  silences: readonly string[];
  quietUntilMs?: number;
  nextReminder?: { kind: string; atMs: number };
}

const REASONS: Readonly<Record<NotifyReason, string>> = {
  first: 'it is due for its first card',
  'new-evidence': 'there is new evidence: the card is edited',
  worse: 'it got much worse or came back: that is told in the thread and the channel',
  repeat: 'it is still open and nobody has acknowledged it: a reminder',
  remind: 'its owner has had it for long: a reminder to them',
  escalated: 'nobody acknowledged it in time: the route names somebody further',
  cleared: 'it is over: the card says so',
  edited: 'what the card shows has changed: it is edited',
  none: 'Slack shows all there is to show',
  silenced: 'a silence covers it: nothing is sent, hits are counted',
  maintenance: 'it lies inside a maintenance window: nothing is sent before its end',
  explained: 'it is the symptom of another incident, whose card tells of it',
  'quiet-hours': 'its route has quiet hours and it is not critical',
  'over-budget': 'its channel had its fill of new cards: it is counted on the digest card',
  waiting: 'it waits a moment, so that its cause can arrive',
};

/** Why an incident did or did not notify: the decision now, what was sent when, and what would come next. */
export function renderWhy({
  incident,
  decision,
  route,
  silences,
  quietUntilMs,
  nextReminder,
}: WhyFacts): MessageContent {
  const { notified, id, diagnosis, suppressed } = incident;
  const until = decision.untilMs === undefined ? '' : `, until ${moment(decision.untilMs)}`;
  const sent = Object.entries(notified.messages)
    .filter(([key]) => key === 'card' || isNoticeKey(key))
    .map(([key, { ts }]) => `• ${moment(Number(ts) * 1000)} ${inlineCode(nameOfKey(key))}`);
  const title = `Why this ${sent.length > 0 || notified.digest ? 'notified' : 'did not notify'}: ${diagnosis.title} (${id})`;
  const next = nextReminder
    ? `Next: ${inlineCode(nextReminder.kind)} ${moment(nextReminder.atMs)}, unless something happens before.`
    : 'No reminder is due to come.';
  return message(title, [
    section(`*${cut(plain(title), 200)}*`),
    section(`*Now*  ${inlineCode(decision.reason)}: ${REASONS[decision.reason]}${until}.`),
    section(
      [
        `*Last run*  ${inlineCode(notified.reason)}: ${REASONS[notified.reason]}.`,
        `*Route*  ${plain(route.name)} → ${plain(route.channel)}`,
        ...(quietUntilMs === undefined ? [] : [`*Quiet hours*  until ${moment(quietUntilMs)}`]),
        ...silences.map((silence) => `*Muted by*  ${silence}`),
        ...(notified.digest ? [`*Counted on the digest* ${inlineCode(cutRaw(notified.digest, 120))}`] : []),
        ...(notified.failures > 0
          ? [`*Slack refused* ${notified.failures} times in a row: see notify’s log, or \`halfopen doctor\``]
          : []),
        `*Seen*  ${counted(incident.count, 'time')}, ${notified.lastNotifiedCount} at the last notification, ${suppressed} while muted`,
      ].join('\n'),
    ),
    section(sent.length > 0 ? `*Sent*\n${sent.slice(-15).join('\n')}` : '*Sent*  nothing yet'),
    context(next),
  ]);
}
