import type { Incident } from '../../model/incident.ts';
import type { CardOptions } from './card-options.ts';
import { cut } from './cut.ts';
import { duration } from './duration.ts';
import { inlineCode, moment, person, plain, who } from './mrkdwn.ts';

/** The line under the title: how it stands with the incident, and who did what. */
export function statusOf(incident: Incident, { silence, window, mention, linkOf }: CardOptions): string {
  const { state, explainedBy, owner } = incident;
  const planned = window ? [`🛠️ Began inside the maintenance window “${plain(cut(window.reason, 150))}”`] : [];
  if (state === 'resolved') return [ended(incident), ...planned].join('  ·  ');
  if (explainedBy) {
    const card = linkOf?.(explainedBy);
    const place = card ? ` (<#${card.channel}>, ${moment(Number(card.ts) * 1000)})` : '';
    return `↪️ *Explained by* incident ${inlineCode(explainedBy)}${place}: see its card.`;
  }
  const silenced = silence
    ? [`🔕 Silenced until ${moment(silence.endMs)}${silence.author ? ` by ${person(silence.author)}` : ''}`]
    : [];
  const called = mention ? `*Open*  ${who(mention)}` : '*Open*';
  const held = owner ? `🟡 *Open*, ${person(owner.user)} has it` : called;
  return [held, ...silenced, ...planned].join('  ·  ');
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
