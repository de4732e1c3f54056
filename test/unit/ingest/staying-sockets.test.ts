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
});
