import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acknowledge, resolve } from '../../../src/incidents/life-cycle.ts';
import { mutes } from '../../../src/incidents/silence-matching.ts';
import { ingestLogEvents } from '../../../src/ingest/ingest.ts';
import { ownMatchers } from '../../../src/interactions/set-silence.ts';
import type { Incident } from '../../../src/model/incident.ts';
import type { LogEvent } from '../../../src/model/log-event.ts';
import { changeIncident } from '../../../src/store/incident-items.ts';
import { compiledBuiltInRunbooks } from '../../support/built-in-runbooks.ts';
import { createMemoryTable } from '../../support/memory-table.ts';
import { clientAddresses, missedHeartbeats } from '../../support/missed-heartbeats.ts';
import { testContext } from '../../support/test-context.ts';
import { triageText } from '../../support/triage-text.ts';

const runbooks = compiledBuiltInRunbooks();
const START_MS = 1_800_000_000_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A system of one broker, whose log comes in deliveries, each at the time of its last event. */
function broker() {
  const table = createMemoryTable();
  const context = testContext({ table, startMs: START_MS });
  const incidents = () =>
    table
      .items()
      .filter(({ pk }) => pk === 'incident')
      .map(({ body }) => body as Incident);
  return {
    context,
    table,
    incidents,
    open: () => incidents().filter(({ state, explainedBy }) => state === 'open' && !explainedBy),
    async send(events: readonly LogEvent[]) {
      context.clock.ms = Math.max(context.clock.ms, ...events.map(({ timestamp }) => timestamp));
      return ingestLogEvents(context, { logGroup: '/mq/broker.log', logStream: 'mq01', events });
    },
    async change(incident: Incident, change: (known: Incident) => Incident) {
      await changeIncident(context, incident.fingerprint, (known) => known && change(known));
    },
  };
}

function clientsOf({ diagnosis }: Incident) {
  return diagnosis.concerns?.find(({ label }) => label === 'client');
}

function only<T>(all: readonly T[]): T {
  expect(all).toHaveLength(1);
  return all[0] as T;
}

describe('a cause that touches many clients at once', () => {
  it('is one incident, which counts and names them', async () => {
    const { send, incidents } = broker();
    const clients = clientAddresses(40);

    await send(missedHeartbeats(clients, START_MS));

    const incident = only(incidents());
    expect(incident.count).toBe(40);
    expect(clientsOf(incident)).toEqual({ label: 'client', count: 40, names: clients.toReversed() });
    expect(Object.keys(incident.labels).toSorted()).toEqual(['runbook', 'severity', 'system']);
  });

  it('quotes the records of several of them', async () => {
    const { send, incidents } = broker();
    const noisy = missedHeartbeats(
      Array.from({ length: 30 }, () => '10.9.9.9'),
      START_MS,
    );

    await send([...noisy, ...missedHeartbeats(clientAddresses(10), START_MS + MINUTE_MS)]);

    const quoted = only(incidents()).diagnosis.evidence.map(
      ({ text }) => /\((\d+\.\d+\.\d+\.\d+)/.exec(text)?.[1],
    );
    expect(new Set(quoted.filter(Boolean)).size).toBeGreaterThanOrEqual(3);
  });

  it.each([1, 3, 4, 40, 3_000])('says of %i clients what the terminal says, as often', async (count) => {
    const { send, open } = broker();
    const events = missedHeartbeats(clientAddresses(count), START_MS);
    const terminal = triageText(runbooks, {
      role: 'broker',
      text: events.map(({ message }) => message).join('\n'),
    }).diagnoses;

    await send(events);

    expect(open()).toHaveLength(count > 3 ? terminal.length : count);
    expect(new Set(open().map(({ diagnosis }) => diagnosis.runbook))).toEqual(
      new Set(terminal.map(({ runbook }) => runbook)),
    );
    expect(open().reduce((sum, incident) => sum + incident.count, 0)).toBe(terminal[0]?.count);
  });

  it('costs a few writes, however many they are', async () => {
    const { send, table } = broker();

    await send(missedHeartbeats(clientAddresses(3_000), START_MS, 5));

    expect(table.items().length).toBeLessThan(10);
  });

  it('says that there are more than can be told apart', async () => {
    const { send, incidents } = broker();

    await send(missedHeartbeats(clientAddresses(5_000), START_MS));

    const incident = only(incidents());
    expect(incident.count).toBe(5_000);
    expect(clientsOf(incident)?.isLeast).toBe(true);
  });

  it('is the same incident in whatever order and parts the evidence comes', async () => {
    const events = missedHeartbeats(clientAddresses(12), START_MS);
    const whole = broker();
    await whole.send(events);
    const summary = ({ fingerprint, count, diagnosis }: Incident) => ({
      fingerprint,
      count,
      // Where a line stands among those kept says nothing of the log.
      diagnosis: { ...diagnosis, evidence: diagnosis.evidence.map(({ text }) => text) },
    });

    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(events, { minLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 11 }), { maxLength: 6 }),
        async (shuffled, cuts) => {
          const parts = broker();
          const borders = [...new Set([0, ...cuts, 12])].toSorted((a, b) => a - b);
          for (const [i, from] of borders.slice(0, -1).entries())
            await parts.send(shuffled.slice(from, borders[i + 1]));
          expect(parts.open().map(summary)).toEqual(whole.open().map(summary));
        },
      ),
      { numRuns: 12, seed: 3 },
    );
  });
});

describe('incidents of single clients, when many more follow', () => {
  async function threeThenForty() {
    const system = broker();
    await system.send(missedHeartbeats(clientAddresses(3, 11), START_MS));
    const first = system.open();
    return {
      ...system,
      first,
      rest: () => system.send(missedHeartbeats(clientAddresses(40), START_MS + MINUTE_MS)),
    };
  }

  it('are folded under the one incident of all', async () => {
    const { rest, open, incidents, first } = await threeThenForty();

    await rest();

    const group = only(open());
    expect(group.count).toBe(43);
    const folded = incidents().filter(({ explainedBy }) => explainedBy === group.id);
    expect(folded.map(({ id }) => id).toSorted()).toEqual(first.map(({ id }) => id).toSorted());
  });

  it('do not mute it when one of them is silenced', async () => {
    const { rest, open, first, context } = await threeThenForty();
    const silence = {
      id: 's-1',
      kind: 'silence' as const,
      matchers: ownMatchers(first[0] as Incident),
      isExact: true,
      startMs: START_MS,
      endMs: START_MS + HOUR_MS,
      reason: 'known',
    };

    await rest();

    expect(mutes(silence, first[0] as Incident, context.nowMs())).toBe(true);
    expect(mutes(silence, only(open()), context.nowMs())).toBe(false);
  });

  it('name their owner in its story, and do not make it theirs when it is much worse', async () => {
    const { rest, open, first, change } = await threeThenForty();
    await change(first[0] as Incident, (known) => acknowledge(known, 'U0JANE01', START_MS));

    await rest();

    expect(only(open()).owner).toBeUndefined();
    expect(only(open()).timeline).toContainEqual(
      expect.objectContaining({ by: 'U0JANE01', what: expect.stringContaining(first[0]?.id ?? '') }),
    );
  });

  it('give it their owner where it is little more than what they saw', async () => {
    const { send, open, first, change } = await threeThenForty();
    await change(first[0] as Incident, (known) => acknowledge(known, 'U0JANE01', START_MS));

    await send(missedHeartbeats(clientAddresses(4), START_MS + MINUTE_MS));

    expect(only(open()).owner?.user).toBe('U0JANE01');
  });

  it('stay resolved', async () => {
    const { rest, incidents, first, change } = await threeThenForty();
    for (const one of first)
      await change(one, (known) => resolve(known, { atMs: START_MS, why: 'person', by: 'U0JANE01' }));

    await rest();

    const states = new Map(incidents().map(({ id, state }) => [id, state]));
    expect(first.map(({ id }) => states.get(id))).toEqual(['resolved', 'resolved', 'resolved']);
  });
});

describe('an open incident of many clients', () => {
  it('stays the one of its members when the first evidence is forgotten', async () => {
    const { send, open } = broker();
    await send(missedHeartbeats(clientAddresses(40), START_MS));

    await send(missedHeartbeats(clientAddresses(2), START_MS + 7 * HOUR_MS));

    const incident = only(open());
    expect(incident.count).toBe(42);
    expect(clientsOf(incident)?.count).toBe(40);
  });

  it('counts a client that joins it', async () => {
    const { send, open } = broker();
    await send(missedHeartbeats(clientAddresses(40), START_MS));

    await send(missedHeartbeats(['10.99.0.1'], START_MS + MINUTE_MS));

    expect(clientsOf(only(open()))).toMatchObject({
      count: 41,
      names: ['10.99.0.1', ...clientAddresses(40).toReversed()],
    });
  });
});

describe('an incident of many clients that was resolved an hour ago', () => {
  async function resolvedGroup() {
    const system = broker();
    await system.send(missedHeartbeats(clientAddresses(40).slice(0, 37), START_MS));
    await system.send(missedHeartbeats(clientAddresses(40).slice(37), START_MS + 5 * MINUTE_MS));
    const group = only(system.open());
    const atMs = START_MS + 30 * MINUTE_MS;
    await system.change(group, (known) => resolve(known, { atMs, why: 'quiet' }));
    return { ...system, group };
  }

  it('leaves one client that comes later to itself', async () => {
    const { send, open } = await resolvedGroup();

    await send(missedHeartbeats(['10.30.0.7'], START_MS + 90 * MINUTE_MS));

    expect(only(open()).labels).toMatchObject({ client: '10.30.0.7' });
  });

  it('opens no incident of what is left of its evidence', async () => {
    const { send, open, incidents } = await resolvedGroup();

    // All but three of the forty are forgotten now.
    await send(missedHeartbeats(['10.99.0.1', '10.99.0.2'], START_MS + 6 * HOUR_MS + 2 * MINUTE_MS));

    expect(new Set(open().map(({ labels }) => labels['client']))).toEqual(
      new Set(['10.99.0.1', '10.99.0.2']),
    );
    expect(incidents()).toHaveLength(3);
  });

  it('begins anew when many come, and counts those alone', async () => {
    const { send, open, group } = await resolvedGroup();

    await send(missedHeartbeats(clientAddresses(10), START_MS + 90 * MINUTE_MS));

    const again = only(open());
    expect(again.id).toBe(group.id.replace(/-1$/, '-2'));
    expect([again.count, clientsOf(again)?.count]).toEqual([10, 10]);
  });
});
