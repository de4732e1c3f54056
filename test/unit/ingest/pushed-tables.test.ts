import { describe, expect, it } from 'vitest';
import { ingestLogEvents } from '../../../src/ingest/ingest.ts';
import type { Incident } from '../../../src/model/incident.ts';
import type { LogEvent } from '../../../src/model/log-event.ts';
import { createMemoryTable } from '../../support/memory-table.ts';
import { clientAddresses, missedHeartbeats } from '../../support/missed-heartbeats.ts';
import { testContext } from '../../support/test-context.ts';

const START_MS = 1_800_000_000_000;
const START_SEC = START_MS / 1_000;

/** TCP flags of a VPC flow log: SYN, SYN and ACK, FIN, RST. */
const [SYN, SYN_ACK, FIN, RST] = [2, 18, 1, 4];

/** Records of a VPC flow log, as CloudWatch Logs delivers them: one an event, without a header. */
function flowLog(
  connections: number,
  end: 'closed' | 'reset after a silence',
  firstPort = 41_000,
): LogEvent[] {
  return Array.from({ length: connections }, (_, i) => {
    const [there, back] = [
      `10.0.0.1 10.0.9.2 ${firstPort + i} 5672`,
      `10.0.9.2 10.0.0.1 5672 ${firstPort + i}`,
    ];
    const record = (ends: string, second: number, flags: number) =>
      `2 1 eni-1 ${ends} 6 4 240 ${START_SEC + second} ${START_SEC + second + 1} ACCEPT OK ${flags}`;
    return end === 'closed'
      ? [record(there, 0, SYN + FIN), record(back, 0, SYN_ACK + FIN)]
      : [record(there, 0, SYN), record(back, 0, SYN_ACK), record(there, 400, 0), record(back, 400, RST)];
  })
    .flat()
    .map((message, i) => ({
      id: `${firstPort}-${String(i).padStart(9, '0')}`,
      timestamp: START_MS + i * 50,
      message,
    }));
}

async function runbooksAfter(...deliveries: readonly { logGroup: string; events: readonly LogEvent[] }[]) {
  const table = createMemoryTable();
  const context = testContext({ table, startMs: START_MS + 120_000 });
  for (const delivery of deliveries) await ingestLogEvents(context, { logStream: 'one', ...delivery });
  return table
    .items()
    .filter(({ pk }) => pk === 'incident')
    .map(({ body }) => (body as Incident).diagnosis.runbook)
    .toSorted();
}

describe('rows of a table that are pushed as a log', () => {
  const reset = { logGroup: '/vpc/flow', events: flowLog(20, 'reset after a silence') };
  const open = { logGroup: '/mq/broker.log', events: missedHeartbeats(clientAddresses(1), START_MS) };

  it('open an incident in a quiet system', async () => {
    expect(await runbooksAfter(reset)).toEqual(['idle-connection-dropped']);
  });

  it('open the same one beside an open incident, before or after it', async () => {
    expect(await runbooksAfter(open, reset)).toEqual(['idle-connection-dropped', 'missed-heartbeats']);
    expect(await runbooksAfter(reset, open)).toEqual(['idle-connection-dropped', 'missed-heartbeats']);
  });

  it('open it also when they are few among many of a large delivery', async () => {
    const many = flowLog(400, 'closed', 50_000);

    expect(await runbooksAfter({ logGroup: '/vpc/flow', events: [...many, ...reset.events] })).toEqual([
      'idle-connection-dropped',
    ]);
  });

  it('open nothing when every connection was closed', async () => {
    expect(await runbooksAfter({ logGroup: '/vpc/flow', events: flowLog(300, 'closed') })).toEqual([]);
  });
});
