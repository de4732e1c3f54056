import { describe, expect, it } from 'vitest';
import { resolve } from '../../../src/incidents/life-cycle.ts';
import { sweep } from '../../../src/notify/sweep.ts';
import { changeIncident, recordNotified } from '../../../src/store/incident-items.ts';
import { createCountingTable } from '../../support/counting-table.ts';
import { createCheckedTable } from '../../support/test-context.ts';
import { dropClient, openOne, START_MS, testInteractions } from '../../support/test-interactions.ts';

const DAY_MS = 86_400_000;

/** A context whose table counts reads and keeps incidents that are over; each was opened, shown in Slack and resolved as any other. */
async function withPast(count: number) {
  const table = createCheckedTable(START_MS);
  const context = testInteractions({ table });
  const model = await openOne(context);
  for (let i = 0; i < count; i++) {
    const fingerprint = i.toString(16).padStart(16, '0');
    const one = { ...model, id: `${fingerprint}-1`, fingerprint };
    await changeIncident(context, fingerprint, () => one);
    await changeIncident(context, fingerprint, () => resolve(one, { atMs: context.clock.ms, why: 'quiet' }));
    await recordNotified(context, one, (notified) => ({ ...notified, version: one.version + 1 }));
  }
  return { ...context, table: createCountingTable(table) };
}

/** What a delivery reads, in read units, some days after the last incident was resolved. */
async function unitsOfDelivery(past: number, days: number): Promise<number> {
  const context = await withPast(past);
  context.clock.ms += days * DAY_MS;
  await dropClient(context, { client: '10.0.0.7', second: days * 86_400 });
  return context.table.readUnits();
}

describe('a delivery', () => {
  it('reads no more with a thousand past incidents kept than with none', async () => {
    const none = await unitsOfDelivery(0, 5);
    const thousand = await unitsOfDelivery(1_000, 5);

    expect(none).toBeLessThanOrEqual(13);
    expect(thousand).toBe(none);
  });

  it('reads little more while DynamoDB has not yet removed the entries of a thousand that have just ended', async () => {
    const none = await unitsOfDelivery(0, 0);
    const thousand = await unitsOfDelivery(1_000, 0);

    expect(thousand - none).toBeLessThanOrEqual(25);
  });
});

describe('a sweep', () => {
  it('reads no past incident, but for the check once a day', async () => {
    const context = await withPast(1_000);
    context.clock.ms += 5 * DAY_MS;
    const sweepUnits = async () => {
      const before = context.table.readUnits();
      await sweep(context);
      context.clock.ms += 60_000;
      return context.table.readUnits() - before;
    };

    const first = await sweepUnits();
    const next = [await sweepUnits(), await sweepUnits()];

    expect(first).toBeGreaterThan(500);
    expect(Math.max(...next)).toBeLessThanOrEqual(12);
  });
});
