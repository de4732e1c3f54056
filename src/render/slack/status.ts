import type { Incident } from '../../model/incident.ts';
import { duration } from './duration.ts';
import type { CardOptions } from './incident-messages.ts';
import { inlineCode, moment, person } from './mrkdwn.ts';

/** The line under the title: how it stands with the incident, and who did what. */
export function statusOf(incident: Incident, { silencedUntilMs, silencedBy, linkOf }: CardOptions): string {
  const { state, explainedBy, owner } = incident;
  if (state === 'resolved') return ended(incident);
  if (explainedBy) {
    const card = linkOf?.(explainedBy);
    const place = card ? ` (<#${card.channel}>, ${moment(Number(card.ts) * 1000)})` : '';
    return `↪️ *Explained by* incident ${inlineCode(explainedBy)}${place}: see its card.`;
  }
  const silenced = silencedUntilMs
    ? [`🔕 Silenced until ${moment(silencedUntilMs)}${silencedBy ? ` by ${person(silencedBy)}` : ''}`]
    : [];
  const held = owner ? `🟡 *Open*, ${person(owner.user)} has it` : '*Open*';
  return [held, ...silenced].join('  ·  ');
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
