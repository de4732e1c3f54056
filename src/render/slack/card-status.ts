import type { Incident } from '../../model/incident.ts';
import type { Silence } from '../../model/silence.ts';
import { cut } from '../cut.ts';
import { counted, duration } from '../in-words.ts';
import { inlineCode, moment, person, plain, who } from './mrkdwn.ts';

/** What the status line needs to know beside the incident. Times are epoch milliseconds. */
export interface StatusOptions {
  /** The silence that mutes it now, and the maintenance window in which it began. */
  silence?: Silence;
  window?: Silence;
  /** Slack ids of the groups and users that the route names. */
  mentions?: readonly string[];
  /** Where the card of another incident was posted. */
  linkOf?: (incidentId: string) => { channel: string; ts: string } | undefined;
}

/** The line under the title: the incident's state, and who changed it. */
export function statusOf(
  incident: Incident,
  { silence, window, mentions = [], linkOf }: StatusOptions,
): string {
  const { state, explainedBy, owner, flaps, suppressed } = incident;
  const planned = window ? [`🛠️ Began inside the maintenance window “${plain(cut(window.reason, 150))}”`] : [];
  const past = [
    ...(flaps > 0 ? [`reopened ${counted(flaps, 'time')}`] : []),
    ...(suppressed > 0 ? [`${suppressed} seen while muted`] : []),
  ];
  if (state === 'resolved') return [ended(incident), ...planned, ...past].join('  ·  ');
  if (explainedBy) {
    const card = linkOf?.(explainedBy);
    const place = card ? ` (<#${card.channel}>, ${moment(Number(card.ts) * 1000)})` : '';
    return `↪️ *Explained by* incident ${inlineCode(explainedBy)}${place}: see its card.`;
  }
  const silenced = silence
    ? [`🔕 Silenced until ${moment(silence.endMs)}${silence.author ? ` by ${person(silence.author)}` : ''}`]
    : [];
  const called = mentions.map((id) => `, ${who(id)}`).join('');
  const held = owner
    ? `👤 *Open*, ${person(owner.user)} has it since ${moment(owner.atMs)}`
    : `👤 *Open*, nobody has it yet${called}`;
  return [held, ...silenced, ...planned, ...past].join('  ·  ');
}

/** How it ended and how long it lasted, in event time. */
export function ended({ resolution, firstSeenMs, lastSeenMs }: Incident): string {
  const lasted = duration(lastSeenMs - firstSeenMs);
  if (resolution?.why === 'cleared') return `✅ *Cleared after ${lasted}.*`;
  if (resolution?.why === 'person') {
    const after = duration(resolution.atMs - firstSeenMs);
    return `✅ *Resolved* by ${person(resolution.by ?? 'somebody')} ${moment(resolution.atMs)}, ${after} after it began.`;
  }
  return `✅ *Resolved: quiet since* ${moment(lastSeenMs)}. It lasted ${lasted}.`;
}
