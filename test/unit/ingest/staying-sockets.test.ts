import { describe, expect, it } from 'vitest';
import { ingestSnapshot } from '../../../src/ingest/ingest.ts';
import type { Incident } from '../../../src/model/incident.ts';
import { createMemoryChat } from '../../support/memory-chat.ts';
import { createMemoryTable } from '../../support/memory-table.ts';
import { passMinutes } from '../../support/run-queue.ts';
import { testContext } from '../../support/test-context.ts';

const START_MS = 1_800_000_000_000;

/** Twenty sockets of one program in CLOSE_WAIT, as ss prints them. */
const LEAK = Array.from(
  { length: 20 },
  (_, i) => `CLOSE-WAIT 1 0 10.0.0.5:${40_000 + i} 10.0.0.9:8443 users:(("orders",pid=77,fd=${10 + i}))`,
).join('\n');

describe('sockets that stay in CLOSE_WAIT, neither more nor fewer', () => {
  it('are one open incident for as long as snapshots show them, and resolved half an hour later', async () => {
    const table = createMemoryTable();
    const context = testContext({ table, chat: createMemoryChat(), startMs: START_MS });
    const theIncident = () => table.items().find(({ pk }) => pk === 'incident')?.body as Incident | undefined;

    for (let times = 0; times < 10; times++) {
      const atMs = context.clock.ms;
      await ingestSnapshot(context, { host: 'app01', text: LEAK, atMs });
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
  });
});
