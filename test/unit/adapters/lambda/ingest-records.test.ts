import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ingestPayload, ingestRecords } from '../../../../src/adapters/lambda/ingest-records.ts';
import type { Telemetry } from '../../../../src/adapters/telemetry.ts';
import type { Incident } from '../../../../src/model/incident.ts';
import { createFailingTable } from '../../../support/failing-table.ts';
import { createMemoryTable } from '../../../support/memory-table.ts';
import { separateBrokers, testConfig, testContext } from '../../../support/test-context.ts';

const START_MS = 1_800_000_000_000;
const DROPPED = (client: number) =>
  `2027-01-15 08:00:00.000000+00:00 [error] <0.${client}.0> closing AMQP connection <0.${client}.0> (10.0.0.${client}:41000 -> 10.0.1.9:5672): missed heartbeats from client, timeout: 60s`;
const healthy = (i: number) =>
  `2027-01-15 08:00:00.000000+00:00 [info] <0.${i}.0> connection <0.${i}.0> (10.0.9.${i % 250}:4${i % 9999} -> 10.0.1.9:5672): user 'orders' authenticated and granted access to vhost '/'`;

/** A record as CloudWatch Logs puts it on a stream. */
function record(sequenceNumber: string, messages: readonly string[], logGroup = '/mq-0/broker.log') {
  const logEvents = messages.map((message, i) => ({
    id: `${sequenceNumber}-${i}`,
    timestamp: START_MS,
    message,
  }));
  const document = { messageType: 'DATA_MESSAGE', owner: '1', logGroup, logStream: 's', logEvents };
  return raw(sequenceNumber, JSON.stringify(document));
}

function raw(sequenceNumber: string, text: string) {
  const data = gzipSync(text).toString('base64');
  return { eventID: `shardId-000000000000:${sequenceNumber}`, kinesis: { sequenceNumber, data } };
}

/** The product behind a stream, on a table whose writes fail where `fate` says. */
function bot(fate: (write: { pk: string }) => 'fine' | 'refuse' = () => 'fine') {
  const table = createMemoryTable();
  const context = testContext({
    table: createFailingTable(table, fate),
    config: { ...testConfig, sources: separateBrokers(3) },
    startMs: START_MS,
  });
  const counts: Record<string, number> = {};
  const logged: unknown[] = [];
  const count: Telemetry['count'] = (name, value) => void (counts[name] = (counts[name] ?? 0) + value);
  const telemetry = {
    log: { error: (...line: unknown[]) => void logged.push(line), warn: () => undefined },
    count,
    reportFailures: () => undefined,
    reportDelivery: (_: string, { events }: { events: number }) => count('Events', events),
    reportLeftOut: () => undefined,
    flush: () => undefined,
  } as unknown as Telemetry;
  const incidents = () =>
    table
      .items()
      .filter(({ pk }) => pk === 'incident')
      .map(({ body }) => body as Incident)
      .map(({ system, diagnosis }) => `${diagnosis.runbook} of ${system}`)
      .toSorted();
  const shift = { context, telemetry, remainingMs: () => 60_000 };
  return { shift, counts, logged, incidents };
}

describe('a batch of a stream', () => {
  it('loses nothing of a record of 698 kB that unpacks to more than a hundred thousand events', async () => {
    const { shift, counts, incidents } = bot();
    const lines = Array.from({ length: 110_000 }, (_, i) => (i === 109_000 ? DROPPED(7) : healthy(i)));
    const large = record('1', lines);

    const again = await ingestRecords(shift, [large]);

    expect(large.kinesis.data.length * 0.75).toBeGreaterThan(698_000);
    expect(again).toBeUndefined();
    expect(counts).toEqual({ Events: 110_000 });
    expect(incidents()).toContain('missed-heartbeats of mq-0');
  }, 60_000);

  it('is triaged once for each system, however many records there are of it', async () => {
    const { shift, incidents } = bot();
    const records = Array.from({ length: 12 }, (_, i) =>
      record(String(i), [DROPPED(i)], `/mq-${i % 2}/broker.log`),
    );

    await ingestRecords(shift, records);

    const oneEach = ['missed-heartbeats of mq-0', 'missed-heartbeats of mq-1'];
    expect(incidents().filter((incident) => oneEach.includes(incident))).toEqual(oneEach);
    const told = shift.context.queue.waiting.map(({ id }) => id);
    expect(told).toHaveLength(new Set(told).size);
  });

  it('is not held up by a record that is no delivery, which is logged with its place in the stream', async () => {
    const { shift, counts, logged, incidents } = bot();

    const again = await ingestRecords(shift, [raw('4', 'not JSON'), record('5', [DROPPED(5)])]);

    expect(again).toBeUndefined();
    expect(counts).toEqual({ UnreadRecords: 1, Events: 1 });
    expect(JSON.stringify(logged)).toContain('"eventId":"shardId-000000000000:4","sequenceNumber":"4"');
    expect(incidents()).toContain('missed-heartbeats of mq-0');
  });

  it('is given back from the first record that could not be kept; those before it are triaged', async () => {
    let writes = 0;
    const { shift, counts, incidents } = bot(({ pk }) =>
      pk.startsWith('evidence-lines') && ++writes === 2 ? 'refuse' : 'fine',
    );

    const again = await ingestRecords(shift, [
      record('1', [DROPPED(1)], '/mq-1/broker.log'),
      record('2', [DROPPED(2)], '/mq-2/broker.log'),
      record('3', [DROPPED(3)], '/mq-0/broker.log'),
    ]);

    expect(again).toBe('2');
    expect(counts['Failed']).toBe(1);
    expect(incidents()).toEqual(['missed-heartbeats of mq-1']);
  });

  it('is given back from the first record of a system that could not be triaged', async () => {
    const { shift } = bot(({ pk }) =>
      pk === 'incident-lists' || pk === 'active-incident' ? 'refuse' : 'fine',
    );

    const again = await ingestRecords(shift, [
      record('1', [healthy(1)], '/mq-1/broker.log'),
      record('2', [DROPPED(2)], '/mq-2/broker.log'),
    ]);

    expect(again).toBe('2');
  });

  it('begins no record for which there is no time, and asks for it again without calling it a failure', async () => {
    const { shift, counts } = bot();
    let calls = 0;
    const remainingMs = () => (++calls > 1 ? 19_000 : 60_000);

    const again = await ingestRecords({ ...shift, remainingMs }, [
      record('1', [healthy(1)]),
      record('2', [healthy(2)]),
      record('3', [healthy(3)]),
    ]);

    expect(again).toBe('3');
    expect(counts).toEqual({ Events: 2 });
  });

  it('delivered again gives the same incidents, and counts nothing twice', async () => {
    const { shift } = bot();
    const records = [record('1', [DROPPED(1)]), record('2', [DROPPED(2)])];
    await ingestRecords(shift, records);
    const before = JSON.stringify(await shift.context.table.list({ pk: 'incident' }, START_MS));

    await ingestRecords(shift, records);

    expect(JSON.stringify(await shift.context.table.list({ pk: 'incident' }, START_MS))).toBe(before);
  });
});

describe('a delivery straight to the function', () => {
  it('that is too large for one part says what all of it holds', async () => {
    const { shift } = bot();
    const { data } = record('1', [
      ...Array.from({ length: 20_000 }, (_, i) => healthy(i)),
      DROPPED(7),
    ]).kinesis;

    expect(await ingestPayload(shift, data)).toMatchObject({ events: 20_001 });
  });

  it('that is none is an error, so that Lambda keeps it for people to look at', async () => {
    const { shift } = bot();

    await expect(ingestPayload(shift, raw('1', '{}').kinesis.data)).rejects.toThrow(
      'this is no delivery of a CloudWatch Logs subscription: messageType',
    );
  });
});
