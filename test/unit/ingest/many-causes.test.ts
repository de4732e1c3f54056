import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/engine/triage.ts';
import { ingestLogEvents } from '../../../src/ingest/ingest.ts';
import { createMemoryTable } from '../../support/memory-table.ts';
import { compiledOf } from '../../support/runbook-of.ts';
import { testContext } from '../../support/test-context.ts';

const START_MS = 1_800_000_000_000;

/** A system in which so many causes each concern three clients. */
async function afterCauses(count: number) {
  const runbooks = Array.from({ length: count }, (_, i) =>
    compiledOf({
      id: `cause-${i}`,
      when: 'seen',
      signals: {
        seen: { says: 'seen', confidence: 0.9, on: 'log', regex: [`fault ${i} of (?<client>\\S+)`] },
      },
    }),
  );
  const table = createMemoryTable();
  const context = { ...testContext({ table, startMs: START_MS }), engine: createEngine(runbooks) };
  const events = Array.from({ length: count * 3 }, (_, i) => ({
    id: String(i).padStart(6, '0'),
    timestamp: START_MS - 1_000,
    message: `2027-01-15 07:59:59.000 [error] <0.5.0> fault ${i % count} of 10.0.0.${i}:4000`,
  }));
  const ingested = await ingestLogEvents(context, { logGroup: '/mq/broker.log', logStream: 'mq01', events });
  return { ...ingested, incidents: table.items().filter(({ pk }) => pk === 'incident').length };
}

describe('a triage', () => {
  it('makes an incident of each client of a cause while they are few', async () => {
    expect(await afterCauses(4)).toMatchObject({ incidents: 12, open: 12, leftOut: 0 });
  });

  it('makes at most fifty incidents, and counts the rest', async () => {
    expect(await afterCauses(20)).toMatchObject({ incidents: 50, open: 60, leftOut: 10 });
  });
});
