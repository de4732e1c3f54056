import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../../src/incidents/fingerprint.ts';
import type { Incident } from '../../../src/model/incident.ts';
import { countOnDigest } from '../../../src/notify/digest.ts';
import type { Item } from '../../../src/ports.ts';
import { changeIncident } from '../../../src/store/incident-items.ts';
import { sizeOf } from '../../support/counting-table.ts';
import { runQueue } from '../../support/run-queue.ts';
import { createCheckedTable } from '../../support/test-context.ts';
import {
  openOne,
  START_MS,
  type TestInteractions,
  testInteractions,
} from '../../support/test-interactions.ts';

const MANY = 5_000;

/** A table that adds up what is written of digests, and the largest item of them. */
function createWatchedTable() {
  const table = createCheckedTable(START_MS);
  const written = { bytes: 0, largest: 0, writes: 0 };
  return {
    ...table,
    written,
    async put(item: Item, ...given: [Parameters<typeof table.put>[1], number]) {
      if (item.pk.startsWith('digest')) {
        const bytes = sizeOf(item);
        written.bytes += bytes;
        written.largest = Math.max(written.largest, bytes);
        written.writes++;
      }
      return table.put(item, ...given);
    },
  };
}

/** One of the incidents of a flood: a client of its own. */
async function openAnother(context: TestInteractions, model: Incident, i: number): Promise<Incident> {
  const client = `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`;
  const print = fingerprint('default', 'missed-heartbeats', { client });
  const one = { ...model, id: `${print}-1`, fingerprint: print, labels: { ...model.labels, client } };
  const title = model.diagnosis.title.replaceAll('10.0.0.5', client);
  const incident = { ...one, diagnosis: { ...model.diagnosis, title } };
  await changeIncident(context, print, () => incident);
  return incident;
}

describe('a digest of five thousand incidents', () => {
  it('keeps every item small, writes each incident once, and counts them all on its card', async () => {
    const table = createWatchedTable();
    const context = testInteractions({ table });
    const model = await openOne(context);

    for (let i = 0; i < MANY; i++) {
      const due = await countOnDigest(context, '#on-call', await openAnother(context, model, i));
      if (due !== undefined) await context.queue.send(due, 0);
    }
    await runQueue(context);

    const card = context.chat.standing.find(({ name }) => name.incident.startsWith('digest:'));
    expect(card?.content.text).toContain(`${MANY} more incidents`);
    expect(table.written.largest).toBeLessThan(1_000);
    expect(table.written.bytes).toBeLessThan(MANY * 500);
  });
});
