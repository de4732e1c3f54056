import type { IncidentMessages } from '../../model/chat-message.ts';
import type { Incident } from '../../model/incident.ts';
import { renderCard } from './card.ts';
import type { CardOptions } from './card-options.ts';
import { renderEvidence } from './evidence-messages.ts';
import { renderSteps } from './steps-messages.ts';
import { renderStory } from './story-message.ts';

/** The messages that should stand in Slack for an incident: the card, and its thread in order. Depends on nothing but what is given. */
export function renderIncident(incident: Incident, options: CardOptions): IncidentMessages {
  return {
    card: renderCard(incident, options),
    thread: [
      ...renderEvidence(incident).map((content, i) => ({ key: numbered('thread/evidence', i), content })),
      ...renderSteps(incident).map((content, i) => ({ key: numbered('thread/steps', i), content })),
      { key: 'thread/story', content: renderStory(incident) },
    ],
  };
}

function numbered(key: string, i: number): string {
  return i === 0 ? key : `${key}-${i + 1}`;
}
