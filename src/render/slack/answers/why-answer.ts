import type { MessageContent } from '../../../model/chat-message.ts';
import type { Incident, NotifyReason } from '../../../model/incident.ts';
import { isNoticeKey, nameOfKey } from '../../../model/notice-key.ts';
import { cut, cutRaw } from '../../cut.ts';
import { seenCount } from '../../seen-count.ts';
import { context, message, section } from '../blocks.ts';
import { inlineCode, moment, plain } from '../mrkdwn.ts';

/** What is known about an incident's notifications. */
export interface WhyFacts {
  incident: Incident;
  /** What the decision would be now, and how long it holds. */
  decision: { reason: NotifyReason; untilMs?: number };
  route: { name: string; channel: string; mention?: string };
  /** Silences that match it now, in words. */
  silences: readonly string[];
  quietUntilMs?: number;
  nextReminder?: { kind: string; atMs: number };
  /** When it is resolved, if nothing more is seen of it. */
  quietAtMs: number;
}

const REASONS: Readonly<Record<NotifyReason, string>> = {
  first: 'its first card is due',
  'new-evidence': 'there is new evidence: the card is edited',
  worse: 'it got much worse or came back: this is posted to the thread and the channel',
  repeat: 'it is still open and nobody has acknowledged it: a reminder',
  remind: 'its owner has had it for a long time: they get a reminder',
  escalated: 'nobody acknowledged it in time: the route mentions its escalation contact',
  cleared: 'it is resolved: the card says so',
  edited: 'what the card shows has changed: it is edited',
  none: 'Slack is up to date',
  silenced: 'a silence matches it: nothing is sent, hits are counted',
  maintenance: 'it is inside a maintenance window: nothing is sent before the window ends',
  explained: 'it is a symptom of another incident, whose card mentions it',
  'quiet-hours': 'its route has quiet hours and it is not critical',
  'over-budget': 'its channel has reached its budget of new cards: it is counted on the digest card',
  waiting: 'it waits briefly, so that its cause can arrive',
};

/** Why an incident did or did not notify: the decision now, what was sent when, and what would come next. */
export function renderWhy({
  incident,
  decision,
  route,
  silences,
  quietUntilMs,
  nextReminder,
  quietAtMs,
}: WhyFacts): MessageContent {
  const { notified, id, diagnosis, suppressed } = incident;
  const until = decision.untilMs === undefined ? '' : `, until ${moment(decision.untilMs)}`;
  const sent = Object.entries(notified.messages)
    .filter(([key]) => key === 'card' || isNoticeKey(key))
    .map(([key, { ts }]) => `• ${moment(Number(ts) * 1000)} ${inlineCode(nameOfKey(key))}`);
  const title = `Why this ${sent.length > 0 || notified.digest ? 'notified' : 'did not notify'}: ${diagnosis.title} (${id})`;
  const muted = silences.length > 0 ? ', not before the mute ends' : '';
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
        `*Counted*  ${seenCount(incident)}, ${notified.lastNotifiedCount} at the last notification, ${suppressed} while muted`,
      ].join('\n'),
    ),
    section(sent.length > 0 ? `*Sent*\n${sent.slice(-15).join('\n')}` : '*Sent*  nothing yet'),
    context(whatComes(incident.state, quietAtMs, nextReminder, muted)),
  ]);
}

/** What will be sent, and only that: a reminder that is due after the incident has gone quiet never comes. */
function whatComes(
  state: Incident['state'],
  quietAtMs: number,
  reminder: WhyFacts['nextReminder'],
  muted: string,
): string {
  if (state === 'resolved') return 'No reminder is scheduled.';
  const quiet = `If nothing more is seen of it, it is resolved ${moment(quietAtMs)}`;
  if (!reminder) return `No reminder is scheduled. ${quiet}.`;
  const due = `${inlineCode(reminder.kind)} ${moment(reminder.atMs)}${muted}`;
  return reminder.atMs < quietAtMs
    ? `Next: ${due}. ${quiet}.`
    : `${quiet}, without a reminder. Else next: ${due}.`;
}
