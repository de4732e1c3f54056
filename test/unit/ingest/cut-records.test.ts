import { describe, expect, it } from 'vitest';
import { ingestLogEvents } from '../../../src/ingest/ingest.ts';
import type { Incident } from '../../../src/model/incident.ts';
import type { LogEvent } from '../../../src/model/log-event.ts';
import { createMemoryTable } from '../../support/memory-table.ts';
import { testContext } from '../../support/test-context.ts';

const START_MS = 1_800_000_000_000;
const MINUTE_MS = 60_000;

/** The two lines that RabbitMQ writes of a connection: whose it is, and what happened to it. */
function record(number: number, atMs: number, first: string, second: string): [LogEvent, LogEvent] {
  const head = `${new Date(atMs).toISOString().replace('T', ' ').replace('Z', '000+00:00')} [error] <0.${number}.0>`;
  const event = (line: number, text: string) => ({
    id: `${number}-${line}`,
    timestamp: atMs,
    message: `${head} ${text}`,
  });
  return [event(0, first), event(1, second)];
}

type Second = readonly [second: string, first: (number: number, client: string) => string];

const closing = (number: number, client: string) =>
  `closing AMQP connection <0.${number}.0> (${client}:${41_000 + number} -> 10.30.0.2:5672 - billing):`;
const refusing = (number: number, client: string) =>
  `Error on AMQP connection <0.${number}.0> (${client}:${41_000 + number} -> 10.30.0.2:5672, state: starting):`;

const SECONDS: readonly Second[] = [
  ['missed heartbeats from client, timeout: 45s', closing],
  ['{bad_header,<<"OPTIONS ">>}', closing],
  ["PLAIN login refused: user 'billing' - invalid credentials", refusing],
];

async function deliver(context: ReturnType<typeof testContext>, atMs: number, events: readonly LogEvent[]) {
  context.clock.ms = atMs;
  await ingestLogEvents(context, { logGroup: '/mq/broker.log', logStream: 'a', events });
}

function incidentsIn(table: ReturnType<typeof createMemoryTable>) {
  return table
    .items()
    .filter(({ pk }) => pk === 'incident')
    .map(({ body }) => body as Incident)
    .filter(({ explainedBy }) => !explainedBy)
    .map(({ labels, state, count, episode, flaps, lastSeenMs }) => ({
      client: labels['client'],
      state,
      count,
      episode,
      flaps,
      lastSeenMs,
    }))
    .toSorted((a, b) => (`${a.client}` < `${b.client}` ? -1 : 1));
}

describe('a record of which the second line is delivered first', () => {
  it.each(SECONDS)('is not taken for the only client that is known: %s', async (second, first) => {
    const table = createMemoryTable();
    const context = testContext({ table, startMs: START_MS });
    await deliver(context, START_MS, record(11, START_MS, first(11, '10.30.0.7'), second));
    const known = incidentsIn(table);
    const atMs = START_MS + 50 * MINUTE_MS;
    const [head, tail] = record(12, atMs, first(12, '10.30.0.8'), second);

    await deliver(context, atMs + 1_000, [tail]);
    const halfway = incidentsIn(table);
    await deliver(context, atMs + 9_000, [head]);

    expect(known).toMatchObject([{ client: '10.30.0.7', count: 1 }]);
    expect(halfway).toEqual(known);
    expect(incidentsIn(table)).toEqual([
      ...known,
      expect.objectContaining({ client: '10.30.0.8', count: 1 }),
    ]);
  });

  it('is told by itself where nobody is known, until its first line names the client', async () => {
    const table = createMemoryTable();
    const context = testContext({ table, startMs: START_MS });
    const [head, tail] = record(
      12,
      START_MS,
      closing(12, '10.30.0.8'),
      'missed heartbeats from client, timeout: 45s',
    );

    await deliver(context, START_MS + 1_000, [tail]);
    const halfway = incidentsIn(table);
    await deliver(context, START_MS + 9_000, [head]);

    expect(halfway).toMatchObject([{ client: undefined, count: 1 }]);
    expect(incidentsIn(table)).toMatchObject([{ client: '10.30.0.8', count: 1 }]);
  });
});
