import { ingestLogEvents } from '../../src/ingest/ingest.ts';
import type { Item } from '../../src/ports.ts';
import { createCountingTable, sizeOf } from '../support/counting-table.ts';
import { createCheckedTable, testContext } from '../support/test-context.ts';

// What a delivery of a log group costs: units of the table, and processor time of this machine. docs/cost.md reckons with these.
const START_MS = 1_800_000_000_000;
const DELIVERIES = 60;

for (const lines of [50, 1_000]) for (const isTrouble of [false, true]) await measure(lines, isTrouble);

async function measure(lines: number, isTrouble: boolean): Promise<void> {
  const plain = createCheckedTable(START_MS);
  let writes = 0;
  const counted = createCountingTable({
    ...plain,
    put: (item: Item, ...rest: [Parameters<typeof plain.put>[1], number]) => {
      writes += Math.max(1, Math.ceil(sizeOf(item) / 1_024));
      return plain.put(item, ...rest);
    },
  });
  const context = testContext({ table: counted, startMs: START_MS });
  await deliver(context, 0, lines, isTrouble);
  const [readsBefore, writesBefore, cpuBefore] = [counted.readUnits(), writes, process.cpuUsage()];
  for (let i = 1; i <= DELIVERIES; i++) await deliver(context, i, lines, isTrouble);
  const { user, system } = process.cpuUsage(cpuBefore);
  const kind = `delivery of ${lines} lines${isTrouble ? ', one of a dropped client' : ' without trouble'}`;
  console.log(`${kind}, read units: ${((counted.readUnits() - readsBefore) / DELIVERIES).toFixed(1)} units`);
  console.log(`${kind}, write units: ${((writes - writesBefore) / DELIVERIES).toFixed(1)} units`);
  console.log(`${kind}, processor time: ${((user + system) / 1_000 / DELIVERIES).toFixed(1)} ms`);
}

async function deliver(
  context: ReturnType<typeof testContext>,
  delivery: number,
  lines: number,
  isTrouble: boolean,
): Promise<void> {
  context.clock.ms = START_MS + delivery * 60_000;
  const events = Array.from({ length: lines }, (_, i) => ({
    id: `${delivery}-${i}`,
    timestamp: context.clock.ms + i,
    message: lineOf(context.clock.ms + i, isTrouble && i === 0, i),
  }));
  await ingestLogEvents(context, { logGroup: '/mq/broker.log', logStream: 'a', events });
}

function lineOf(atMs: number, isDrop: boolean, serial: number): string {
  const time = new Date(atMs).toISOString().replace('T', ' ').replace('Z', '000+00:00');
  return isDrop
    ? `${time} [error] <0.1.0> closing AMQP connection <0.1.0> (10.0.0.5:50112 -> 10.0.0.9:5672): missed heartbeats from client, timeout: 60s`
    : `${time} [info] <0.${serial}.0> connection <0.${serial}.0> (10.0.0.5:${40_000 + serial} -> 10.0.0.9:5672): user 'orders' authenticated and granted access to vhost '/'`;
}
