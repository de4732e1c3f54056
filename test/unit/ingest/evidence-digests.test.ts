import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ingestLogEvents } from '../../../src/ingest/ingest.ts';
import { MOST_EVENTS_A_MINUTE } from '../../../src/ingest/keep-evidence.ts';
import type { LogDelivery } from '../../../src/ingest/log-evidence.ts';
import type { Incident } from '../../../src/model/incident.ts';
import type { LogEvent } from '../../../src/model/log-event.ts';
import type { Table } from '../../../src/ports.ts';
import { createMemoryTable } from '../../support/memory-table.ts';
import { testContext } from '../../support/test-context.ts';

const START_MS = 1_800_000_000_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What RabbitMQ logs when it drops a client that sent no heartbeats. */
function dropped(client: string, number: number, atMs: number): LogEvent[] {
  const head = `${new Date(atMs).toISOString().replace('T', ' ').replace('Z', '000+00:00')} [error] <0.${number}.0>`;
  return [
    `${head} closing AMQP connection <0.${number}.0> (${client}:${40_000 + (number % 20_000)} -> 10.20.0.21:5672 - orders):`,
    `${head} missed heartbeats from client, timeout: 60s`,
  ].map((message, line) => ({ id: `${number}-${line}`, timestamp: atMs, message }));
}

function delivery(events: readonly LogEvent[]): LogDelivery {
  return { logGroup: '/mq/broker.log', logStream: 'a', events };
}

/** Each delivery with the minute (after the start) at which it arrives. */
type Arrival = readonly [minute: number, delivery: LogDelivery];

async function incidentsAfter(arrivals: readonly Arrival[]) {
  const table = createMemoryTable();
  const context = testContext({ table, startMs: START_MS });
  for (const [minute, one] of arrivals) {
    context.clock.ms = START_MS + minute * MINUTE_MS;
    await ingestLogEvents(context, one);
  }
  return incidentsIn(table);
}

function incidentsIn(table: ReturnType<typeof createMemoryTable>) {
  return table
    .items()
    .filter(({ pk }) => pk === 'incident')
    .map(({ body }) => body as Incident)
    .map(({ labels, count, firstSeenMs, lastSeenMs }) => ({
      runbook: labels['runbook'],
      client: labels['client'],
      count,
      firstSeenMs,
      lastSeenMs,
    }))
    .toSorted((a, b) => (`${a.runbook} ${a.client}` < `${b.runbook} ${b.client}` ? -1 : 1));
}

describe('evidence of many minutes', () => {
  /** Two clients that are dropped all through three hours. */
  const drops = Array.from({ length: 60 }, (_, i) =>
    dropped(i % 3 === 0 ? '10.20.0.7' : '10.20.0.8', 100 + i, START_MS + i * 3 * MINUTE_MS + 7_000),
  );
  const inOrder = drops.map((events, i): Arrival => [i * 3 + 1, delivery(events)]);

  it('counts each hit once and ends with the last, although older minutes are no longer read', async () => {
    expect(await incidentsAfter(inOrder)).toEqual([
      {
        runbook: 'missed-heartbeats',
        client: '10.20.0.7',
        count: 20,
        firstSeenMs: START_MS + 7_000,
        lastSeenMs: START_MS + 57 * 3 * MINUTE_MS + 7_000,
      },
      {
        runbook: 'missed-heartbeats',
        client: '10.20.0.8',
        count: 40,
        firstSeenMs: START_MS + 3 * MINUTE_MS + 7_000,
        lastSeenMs: START_MS + 59 * 3 * MINUTE_MS + 7_000,
      },
    ]);
  });

  it('says the same of the same evidence, however late, split or repeated it comes', async () => {
    const expected = await incidentsAfter(inOrder);

    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(drops.length - 1), fc.integer({ min: 0, max: 120 })), { maxLength: 12 }),
        fc.array(fc.nat(drops.length - 1), { maxLength: 6 }),
        async (late, repeated) => {
          const delays = new Map(late);
          const arrivals = drops.flatMap((events, i): Arrival[] => {
            const minute = i * 3 + 1 + (delays.get(i) ?? 0);
            const halves = i % 2 ? [events] : events.map((event) => [event]);
            return halves.map((half) => [minute, delivery(half)]);
          });
          const again = repeated.map((i): Arrival => [i * 3 + 40, delivery(drops[i] ?? [])]);
          const byArrival = [...arrivals, ...again].toSorted(([a], [b]) => a - b);

          expect(await incidentsAfter(byArrival)).toEqual(expected);
        },
      ),
      { numRuns: 5, seed: 11 },
    );
  });

  it('forgets what expired, and keeps what it counted', async () => {
    const dayLater = Array.from({ length: 3 }, (_, i) => {
      const minute = 24 * 60 + i;
      return [minute + 1, delivery(dropped('10.20.0.8', 900 + i, START_MS + minute * MINUTE_MS))] as const;
    });

    const incidents = await incidentsAfter([...inOrder, ...dayLater]);

    expect(incidents.find(({ client }) => client === '10.20.0.8')?.count).toBe(43);
  });
});

describe('the price of a delivery', () => {
  it('does not grow with what is kept: it reads the lines of the newest minutes only', async () => {
    const { table, read } = countingLines();
    const context = testContext({ table, startMs: START_MS });
    const perHour: number[] = [];
    for (let hour = 0; hour < 5; hour++) {
      const before = read();
      for (let minute = 0; minute < 60; minute += 2) {
        const atMs = START_MS + hour * HOUR_MS + minute * MINUTE_MS;
        context.clock.ms = atMs + 1_000;
        await ingestLogEvents(context, delivery(dropped('10.20.0.7', hour * 60 + minute, atMs)));
      }
      perHour.push(read() - before);
    }

    expect(perHour[4]).toBeLessThanOrEqual((perHour[0] ?? 0) * 1.2);
  });

  it('keeps no more lines of a minute than it can read each time, and counts the rest', async () => {
    const { table, read } = countingLines();
    const context = testContext({ table, startMs: START_MS });
    const drops = 6_000;
    for (let from = 0; from < drops; from += 1_000) {
      const events = Array.from({ length: 1_000 }, (_, i) =>
        dropped('10.20.0.7', from + i, START_MS + Math.floor(((from + i) / drops) * MINUTE_MS)),
      ).flat();
      await ingestLogEvents(context, delivery(events));
      await ingestLogEvents(context, delivery(events));
    }

    expect(incidentsIn(table).map(({ count }) => count)).toEqual([drops]);
    expect(read()).toBeLessThanOrEqual(4 * MOST_EVENTS_A_MINUTE);
  });
});

/** A table that counts the log events that are read from it. */
function countingLines(): { table: ReturnType<typeof createMemoryTable>; read: () => number } {
  const inner = createMemoryTable();
  let events = 0;
  const list: Table['list'] = async (range, nowMs) => {
    const items = await inner.list(range, nowMs);
    for (const { pk, body } of items)
      if (pk.startsWith('evidence')) events += (body as { events: readonly unknown[] }).events.length;
    return items;
  };
  return { table: { ...inner, list }, read: () => events };
}
