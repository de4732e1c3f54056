import { expect, it } from 'vitest';
import { ingestSnapshot } from '../../../src/ingest/ingest.ts';
import type { Incident } from '../../../src/model/incident.ts';
import { isoSeconds } from '../../../src/model/iso-time.ts';
import { createMemoryChat } from '../../support/memory-chat.ts';
import { createMemoryTable } from '../../support/memory-table.ts';
import { testContext } from '../../support/test-context.ts';

const START_MS = 1_800_000_000_000;
const FIVE_MINUTES_MS = 300_000;

/** What `aws cloudwatch get-metric-data` prints of the two hours before the clock's start. */
function metricData(label: string, valueAt: (i: number) => number): string {
  const nth = Array.from({ length: 24 }, (_, i) => i);
  return JSON.stringify({
    MetricDataResults: [
      {
        Id: 'm1',
        Label: label,
        Timestamps: nth.map((i) => isoSeconds(START_MS - (24 - i) * FIVE_MINUTES_MS)),
        Values: nth.map(valueAt),
      },
    ],
  });
}

/** The runbooks of the incidents after a delivery of metrics. */
async function incidentsOf(text: string) {
  const table = createMemoryTable();
  const context = testContext({ table, chat: createMemoryChat(), startMs: START_MS });

  await ingestSnapshot(context, { host: 'nat-0a1b', text, atMs: START_MS });

  const incidents = table.items().filter(({ pk }) => pk === 'incident');
  return incidents.map(({ body }) => (body as Incident).diagnosis.runbook);
}

it('metrics that a host delivers open an incident', async () => {
  const errors = metricData('NATGateway nat-0a1b ErrorPortAllocation', (i) => (i > 15 ? 30 : 0));

  expect(await incidentsOf(errors)).toEqual(['ephemeral-port-exhaustion']);
});

it('metrics that rise without end open one as well', async () => {
  const connections = metricData('orders-mq ConnectionCount', (i) => 120 + 9 * i);

  expect(await incidentsOf(connections)).toEqual(['limit-ahead']);
});

it('metrics of a gateway at work open none', async () => {
  expect(await incidentsOf(metricData('NATGateway nat-0a1b ErrorPortAllocation', () => 0))).toEqual([]);
});
