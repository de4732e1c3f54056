import { describe, expect, it } from 'vitest';
import { ingestSnapshot } from '../../../src/ingest/ingest.ts';
import type { Incident } from '../../../src/model/incident.ts';
import { createMemoryChat } from '../../support/memory-chat.ts';
import { createMemoryTable } from '../../support/memory-table.ts';
import { passMinutes } from '../../support/run-queue.ts';
import { testContext } from '../../support/test-context.ts';

const START_MS = 1_800_000_000_000;

/** Sockets of one program in CLOSE_WAIT, as ss prints them. */
function leakOf(sockets: number, address = '10.0.0.5'): string {
  const rows = Array.from(
    { length: sockets },
    (_, i) => `CLOSE-WAIT 1 0 ${address}:${40_000 + i} 10.0.0.9:8443 users:(("orders",pid=77,fd=${10 + i}))`,
  );
  return rows.join('\n');
}

describe('sockets that stay in CLOSE_WAIT', () => {
  it.each([
    ['neither more nor fewer', 0],
    ['fewer by one each time', 1],
  ])(
    '%s, are one open incident for as long as snapshots show them, and resolved half an hour later',
    async (_, fewer) => {
      const table = createMemoryTable();
      const context = testContext({ table, chat: createMemoryChat(), startMs: START_MS });
      const theIncident = () =>
        table.items().find(({ pk }) => pk === 'incident')?.body as Incident | undefined;

      for (let times = 0; times < 10; times++) {
        const atMs = context.clock.ms;
        await ingestSnapshot(context, { host: 'app01', text: leakOf(20 - fewer * times), atMs });
        await passMinutes(context, 10);

        expect(theIncident()).toMatchObject({
          state: 'open',
          flaps: 0,
          firstSeenMs: START_MS,
          lastSeenMs: atMs,
        });
      }
      await passMinutes(context, 21);
      expect(theIncident()).toMatchObject({ state: 'resolved', resolution: { why: 'quiet' } });
    },
  );

  it('are not kept open by the sockets of another machine', async () => {
    const table = createMemoryTable();
    const context = testContext({ table, chat: createMemoryChat(), startMs: START_MS });
    const incidentOf = (host: string) =>
      table
        .items()
        .map(({ pk, body }) => (pk === 'incident' ? (body as Incident) : undefined))
        .find((one) => one?.labels['host'] === host);

    await ingestSnapshot(context, { host: 'app01', text: leakOf(20), atMs: context.clock.ms });
    for (let times = 0; times < 5; times++) {
      await ingestSnapshot(context, {
        host: 'app02',
        text: leakOf(8, '10.0.0.6'),
        atMs: context.clock.ms + 1_000,
      });
      await passMinutes(context, 10);
    }

    expect(incidentOf('app01')).toMatchObject({ state: 'resolved', lastSeenMs: START_MS });
  });

  it('that leak again, fewer than the last time, are a new episode that counts its own', async () => {
    const { context, incidentsOf } = hosts();
    const leaks = async (...sockets: number[]) => {
      const seenMs: number[] = [];
      for (const count of sockets) {
        const atMs = context.clock.ms;
        await ingestSnapshot(context, { host: 'app02', text: tableOf(0, '10.0.0.6'), atMs });
        await ingestSnapshot(context, { host: 'app01', text: tableOf(count, '10.0.0.5'), atMs });
        await passMinutes(context, 10);
        seenMs.push(atMs);
      }
      return seenMs;
    };

    const before = await leaks(60, 80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    const again = await leaks(12, 20, 16);

    expect(incidentsOf('app01')).toMatchObject([
      { episode: 1, state: 'resolved', count: 80, lastSeenMs: before[1] },
      {
        episode: 2,
        state: 'open',
        count: 20,
        firstSeenMs: again[0],
        lastSeenMs: again[2],
      },
    ]);
    expect(incidentsOf('app02')).toEqual([]);
  });

  it('are over once snapshots show them no more, however often they climbed before, and though another host leaks', async () => {
    const { context, incidentsOf } = hosts();

    let seenMs = 0;
    for (const count of [0, 5, 30, 0, 5, 40, 0, 0, 0, 0, 0, 0]) {
      const atMs = context.clock.ms;
      await ingestSnapshot(context, { host: 'app02', text: tableOf(90, '10.0.0.6'), atMs });
      await ingestSnapshot(context, { host: 'app01', text: tableOf(count, '10.0.0.5'), atMs });
      await passMinutes(context, 10);
      if (count > 0) seenMs = atMs;
    }

    expect(incidentsOf('app01')).toMatchObject([{ state: 'resolved', lastSeenMs: seenMs }]);
  });

  it('are told of each machine by its own snapshots, also where all use the same inner addresses', async () => {
    const { context, incidentsOf } = hosts();

    for (let times = 0; times < 3; times++) {
      const atMs = context.clock.ms;
      await ingestSnapshot(context, { host: 'app01', text: tableOf(90, '172.17.0.1'), atMs });
      await ingestSnapshot(context, { host: 'app02', text: tableOf(20 + times, '172.17.0.1'), atMs });
      await ingestSnapshot(context, {
        host: 'app03',
        text: tableOf(times === 0 ? 1 : 0, '172.17.0.1'),
        atMs,
      });
      await passMinutes(context, 10);
    }

    expect(incidentsOf('app01')).toMatchObject([{ state: 'open', count: 90 }]);
    expect(incidentsOf('app02')).toMatchObject([{ state: 'open', count: 22 }]);
    expect(incidentsOf('app03')).toEqual([]);
  });
});

/** A host's table: twenty connections in use, and some in CLOSE_WAIT. */
function tableOf(closeWait: number, address: string): string {
  const inUse = Array.from({ length: 20 }, (_, i) => `ESTAB 0 0 ${address}:${50_000 + i} 10.0.0.9:8443`);
  const header = 'State      Recv-Q Send-Q Local Address:Port Peer Address:Port Process';
  return [header, ...inUse, leakOf(closeWait, address)].join('\n');
}

/** A bot, and the incidents of a host in the order of their episodes. */
function hosts() {
  const table = createMemoryTable();
  const context = testContext({ table, chat: createMemoryChat(), startMs: START_MS });
  const incidentsOf = (host: string) =>
    table
      .items()
      .flatMap(({ pk, body }) => (pk === 'incident' || pk === 'past-episode' ? [body as Incident] : []))
      .filter(({ labels }) => labels['host'] === host)
      .toSorted((a, b) => a.episode - b.episode);
  return { context, incidentsOf };
}
