import { acknowledge, resolve } from '../../src/incidents/life-cycle.ts';
import { ownMatchers, setSilence } from '../../src/interactions/set-silence.ts';
import type { Incident } from '../../src/model/incident.ts';
import { changeIncident, findIncident } from '../../src/store/incident-items.ts';
import type { StandingMessage } from '../support/memory-chat.ts';
import { courseKey } from './oracle.ts';
import type { PersonAct } from './scenario.ts';
import type { SoakRun } from './soak-run.ts';

const MINUTE_MS = 60_000;
const PEOPLE = ['U0JANE01', 'U0BOB001'];

/** The course that an incident is of. */
export function courseOf({ labels }: Pick<Incident, 'labels'>): string {
  const { system = '', runbook = '', client, host } = labels;
  return courseKey(system, runbook, client ?? host ?? '');
}

/** A person does something to a card that stands in Slack; when there is none they do nothing. */
export async function act(run: SoakRun, { act: what, lot }: PersonAct): Promise<void> {
  const { slack, bot, clock, oracle, done } = run;
  const cards = await openCards(run);
  const chosen = cards[lot % Math.max(1, cards.length)];
  if (!chosen) return;
  const { card, incident } = chosen;
  const key = courseOf(incident);
  const user = PEOPLE[lot % 2] as string;
  const { context } = bot;
  const change = async (next: (known: Incident) => Incident) => {
    await changeIncident(context, incident.fingerprint, (known) => known && next(known));
    await context.queue.send(incident.id, 0);
  };
  done.acts[what] = (done.acts[what] ?? 0) + 1;
  if (what === 'acknowledge') {
    if (incident.owner) return;
    await change((known) => acknowledge(known, user, clock.ms));
    oracle.acknowledge(key, user, clock.ms);
  } else if (what === 'resolve') {
    await change((known) => resolve(known, { atMs: clock.ms, why: 'person', by: user }));
    oracle.resolve(key, clock.ms);
  } else if (what === 'silence') {
    const durationMs = (10 + (lot % 170)) * MINUTE_MS;
    const matchers = ownMatchers(incident);
    await setSilence(context, {
      kind: 'silence',
      matchers,
      isExact: true,
      startMs: clock.ms,
      durationMs,
      reason: 'known',
      userId: user,
    });
    oracle.silence(key, clock.ms, clock.ms + durationMs);
  } else {
    await slack.remove(card);
    oracle.deleteCard(key, incident.episode, clock.ms);
  }
}

async function openCards({ slack, bot }: SoakRun): Promise<{ card: StandingMessage; incident: Incident }[]> {
  const cards = slack.standing.filter(
    ({ name }) => name.key === 'card' && !name.incident.startsWith('digest:'),
  );
  const found = await Promise.all(
    cards.map(async (card) => ({ card, incident: await findIncident(bot.context, card.name.incident) })),
  );
  return found.flatMap(({ card, incident }) => (incident?.state === 'open' ? [{ card, incident }] : []));
}
