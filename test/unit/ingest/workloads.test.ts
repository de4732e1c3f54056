import { describe, expect, it } from 'vitest';
import { ingestLogEvents } from '../../../src/ingest/ingest.ts';
import type { Source } from '../../../src/model/config.ts';
import type { Incident } from '../../../src/model/incident.ts';
import { createMemoryTable } from '../../support/memory-table.ts';
import { testConfig, testContext } from '../../support/test-context.ts';

const START_MS = 1_800_000_000_000;
const GROUP = '/aws/containerinsights/prod/application';

/** What Fluent Bit ships of a broker that drops a client, in two lines. */
function dropped(namespace: string, pod: string, client: string, from: number) {
  const texts = [
    `closing AMQP connection <0.${from}.0> (${client}:50112 -> 10.0.0.9:5672):`,
    'missed heartbeats from client, timeout: 60s',
  ];
  return texts.map((text, i) => ({
    id: String(1_000 + from + i),
    timestamp: START_MS,
    message: JSON.stringify({
      log: `2027-01-15 08:00:00.000000+00:00 [error] <0.${from}.0> ${text}`,
      kubernetes: { namespace_name: namespace, pod_name: pod, labels: { app: 'rabbitmq' } },
    }),
  }));
}

async function systemsAfter(sources: readonly Source[]) {
  const table = createMemoryTable();
  const context = testContext({ table, startMs: START_MS + 5_000, config: { ...testConfig, sources } });
  const [payments, orders] = [
    dropped('payments', 'rabbitmq-0', '10.0.0.5', 1),
    dropped('orders', 'rabbitmq-0', '10.0.0.6', 5),
  ];
  // One stream for a whole node: the lines of two pods lie among each other.
  const events = [0, 1].flatMap((i) => [payments[i], orders[i]]).flatMap((event) => event ?? []);
  await ingestLogEvents(context, { logGroup: GROUP, logStream: 'node-1', events });
  return table
    .items()
    .filter(({ pk }) => pk === 'incident')
    .map(({ body }) => body as Incident)
    .map(({ labels, sources: seenIn }) => `${labels['system']} ${labels['client']} ${seenIn?.length}`)
    .toSorted();
}

describe('lines of several pods in one stream', () => {
  it('belong to the systems of their namespaces', async () => {
    const sources = [
      { logGroup: GROUP, podLabels: { app: 'rabbit*' }, role: 'broker' as const, system: '{namespace}' },
    ];

    expect(await systemsAfter(sources)).toEqual(['orders 10.0.0.6 1', 'payments 10.0.0.5 1']);
  });

  it('are told apart by namespace, the first source that matches', async () => {
    const sources = [
      { logGroup: GROUP, namespace: 'pay*', system: 'money' },
      { logGroup: GROUP, pod: 'other-*', system: 'other' },
      { logGroup: '/aws/containerinsights/*', system: 'rest' },
    ];

    expect(await systemsAfter(sources)).toEqual(['money 10.0.0.5 1', 'rest 10.0.0.6 1']);
  });
});
