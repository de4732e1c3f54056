import type { MessageContent } from '../../model/chat-message.ts';
import type { Incident } from '../../model/incident.ts';
import { cut, cutRaw } from '../cut.ts';
import { context, header, message, section } from './blocks.ts';
import { inlineCode, plain } from './mrkdwn.ts';

/** An incident as far as it can be read: nothing is certain of a stored one that is damaged. */
export type DamagedIncident = Partial<Pick<Incident, 'id' | 'system' | 'labels'>> & {
  diagnosis?: Partial<Pick<Incident['diagnosis'], 'title'>>;
};

/** The card of an incident that can't be rendered: its title, system and id, so that nobody misses it. Throws nothing. */
export function renderBareCard({ id, system, labels, diagnosis }: DamagedIncident): MessageContent {
  const title = text(diagnosis?.title ?? labels?.['runbook']) || 'An incident without a title';
  return message(`${title} (${text(system)})`, [
    header(`⚠️ ${title}`),
    section(`*Where*  ${cut(plain(text(system)), 300)}`),
    context(
      `incident ${inlineCode(cutRaw(text(id), 100))}  ·  An internal error keeps Halfopen from showing more. App Home says what to do.`,
    ),
  ]);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
