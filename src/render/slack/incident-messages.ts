import type { IncidentMessages } from '../../model/chat-message.ts';
import type { Incident } from '../../model/incident.ts';
import type { RankedCause } from '../../model/ranked-cause.ts';
import type { Silence } from '../../model/silence.ts';
import { renderCard } from './card.ts';
import { renderEvidence } from './evidence-messages.ts';
import { renderSteps } from './steps-messages.ts';
import { renderStory } from './story-message.ts';

/** What a card needs to know beside its incident. Times are epoch milliseconds. */
export interface CardOptions {
  nowMs: number;
  /** What mutes it now, and the maintenance window in which it began. */
  silence?: Silence;
  window?: Silence;
  /** Slack id of the group or user that the route names. */
  mention?: string;
  /** Causes in the order that the answers given so far speak for. */
  ranking?: readonly RankedCause[];
  /** Where the card of another incident stands. */
  linkOf?: (incidentId: string) => { channel: string; ts: string } | undefined;
}

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
