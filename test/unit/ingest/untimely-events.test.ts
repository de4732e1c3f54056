import { describe, expect, it } from 'vitest';
import { ingestLogEvents } from '../../../src/ingest/ingest.ts';
import { testConfig, testContext } from '../../support/test-context.ts';

const NOW_MS = 1_800_000_000_000;
const HOUR_MS = 3_600_000;
const KEPT_MS = testConfig.incidents.evidenceMs;

const ingest = (...timestamps: number[]) =>
  ingestLogEvents(testContext({ startMs: NOW_MS }), {
    logGroup: '/mq/broker.log',
    logStream: 'n1',
    events: timestamps.map((timestamp, i) => ({ id: String(i), timestamp, message: 'all is well' })),
  });

describe('a delivery', () => {
  it('counts the events that are older than evidence is kept', async () => {
    const counted = await ingest(NOW_MS - KEPT_MS - 1, NOW_MS - KEPT_MS, NOW_MS);

    expect(counted).toMatchObject({ events: 3, lateEvents: 1, futureEvents: 0 });
  });

  it('counts the events that are more than an hour ahead', async () => {
    const counted = await ingest(NOW_MS + HOUR_MS, NOW_MS + HOUR_MS + 1, NOW_MS + 30 * HOUR_MS);

    expect(counted).toMatchObject({ events: 3, lateEvents: 0, futureEvents: 2 });
  });
});
