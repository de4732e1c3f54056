import { describe, expect, it } from 'vitest';
import { ingestSnapshot } from '../../../src/ingest/ingest.ts';
import type { Incident } from '../../../src/model/incident.ts';
import { createMemoryChat } from '../../support/memory-chat.ts';
import { createMemoryTable } from '../../support/memory-table.ts';
import { passMinutes } from '../../support/run-queue.ts';
import { testContext } from '../../support/test-context.ts';

const HEADER = 'State Recv-Q Send-Q Local Address:Port Peer Address:Port Process';

/** What `ss -tanp` shows on the client's machine: connections from these ports. */
function client(...ports: number[]): string {
  const rows = ports.map(
    (port) => `ESTAB 0 0 10.2.0.15:${port} 10.2.0.40:5672 users:(("node",pid=77,fd=20))`,
  );
  return [HEADER, ...rows].join('\n');
}

function broker(...ports: number[]): string {
  const rows = ports.map(
    (port) => `ESTAB 0 0 10.2.0.40:5672 10.2.0.15:${port} users:(("beam.smp",pid=7,fd=30))`,
  );
  return [HEADER, 'LISTEN 0 128 *:5672 *:* users:(("beam.smp",pid=7,fd=20))', ...rows].join('\n');
}

/** Two machines of which snapshots are taken, the broker's 20 s after the client's; gives the runbooks of the incidents after each. */
async function watch(everyMinutes: number, rounds: readonly { client: string; broker: string }[]) {
  const table = createMemoryTable();
  const context = testContext({ table, chat: createMemoryChat(), startMs: 1_800_000_000_000 });
  const found: string[][] = [];
  for (const round of rounds) {
    const atMs = context.clock.ms;
    await ingestSnapshot(context, { host: 'app01', text: round.client, atMs });
    await ingestSnapshot(context, { host: 'mq01', text: round.broker, atMs: atMs + 20_000 });
    const incidents = table.items().filter(({ pk }) => pk === 'incident');
    found.push(incidents.map(({ body }) => (body as Incident).diagnosis.runbook));
    await passMinutes(context, everyMinutes);
  }
  return { found, named: table.items().flatMap(portsOf) };
}

/** The clients' ports that the diagnosis of an incident names. */
function portsOf({ pk, body }: { pk: string; body?: unknown }): number[] {
  const { allLocal, local } = pk === 'incident' ? (body as Incident).diagnosis.facts : {};
  return [allLocal ?? local ?? []].flat().map((end) => Number(String(end).split(':')[1]));
}

describe.each([1, 5])('snapshots of both ends, one each %i min', (everyMinutes) => {
  it('show a half-open connection with the next snapshot of the client, also after an hour in which both had it', async () => {
    const before = Array.from({ length: 60 / everyMinutes }, () => ({
      client: client(1, 2),
      broker: broker(1, 2),
    }));
    const lost = { client: client(1, 2), broker: broker(2) };

    const { found } = await watch(everyMinutes, [...before, lost, lost]);

    expect(found.slice(0, -1).flat()).toEqual([]);
    expect(found.at(-1)).toEqual(['half-open-connection']);
  });

  it('show it one cadence later at most where something came in just before the connection was lost', async () => {
    const heard = (lastMs: number) =>
      client(1, 2).replaceAll(
        'fd=20))',
        `fd=20))\n\t cubic rto:204 lastsnd:${lastMs} lastrcv:${lastMs} lastack:${lastMs}`,
      );
    const both = { client: heard(400), broker: broker(1, 2) };
    const justLost = { client: heard(400), broker: broker(2) };
    const lost = { client: heard(everyMinutes * 60_000), broker: broker(2) };

    const { found } = await watch(everyMinutes, [both, both, justLost, lost]);

    expect(found.slice(0, -1).flat()).toEqual([]);
    expect(found.at(-1)).toEqual(['half-open-connection']);
  });

  it('show none where connections come and go between them', async () => {
    const first = { client: client(1, 100), broker: broker(1, 100) };
    const others = Array.from({ length: 12 }, (_, i) => ({
      client: client(1, 101 + i),
      broker: broker(1, 102 + i),
    }));

    expect((await watch(everyMinutes, [first, ...others])).found.flat()).toEqual([]);
  });
});

describe('snapshots of large tables', () => {
  it('show a half-open connection of 1,000 after a quarter of an hour of snapshots, each minute one', async () => {
    const all = Array.from({ length: 1_000 }, (_, i) => 20_000 + i);
    const both = { client: client(...all), broker: broker(...all) };
    const lost = { client: client(...all), broker: broker(...all.filter((port) => port !== 20_777)) };

    const { found, named } = await watch(1, [...Array.from({ length: 14 }, () => both), lost, lost]);

    expect(found.slice(0, -1).flat()).toEqual([]);
    expect(found.at(-1)).toEqual(['half-open-connection']);
    expect(named).toEqual([20_777]);
  }, 240_000);

  it('show of 30,000 connections, of which one in four is kept, those half-open ones that are in the sample of both ends', async () => {
    const all = Array.from({ length: 30_000 }, (_, i) => 20_000 + i);
    const gone = new Set(all.filter((port) => port % 750 === 7));
    const both = { client: client(...all), broker: broker(...all) };
    const lost = { client: client(...all), broker: broker(...all.filter((port) => !gone.has(port))) };

    const { found, named } = await watch(1, [both, lost, lost]);

    expect(found.slice(0, -1).flat()).toEqual([]);
    expect(found.at(-1)).toEqual(['half-open-connection']);
    expect(named.length).toBeGreaterThan(gone.size / 8);
    expect(named.filter((port) => !gone.has(port))).toEqual([]);
  }, 240_000);
});
