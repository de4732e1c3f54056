import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/engine/triage.ts';
import { ingestLogEvents } from '../../../src/ingest/ingest.ts';
import type { Incident } from '../../../src/model/incident.ts';
import { nodesInWords } from '../../../src/render/nodes-in-words.ts';
import { compiledBuiltInRunbooks } from '../../support/built-in-runbooks.ts';
import { createMemoryTable } from '../../support/memory-table.ts';
import { testConfig, testContext } from '../../support/test-context.ts';

const engine = createEngine(compiledBuiltInRunbooks());

/** What is said of the nodes for the first cause, given texts by the names of their inputs. */
function nodesIn(inputs: Record<string, string>): string {
  const triage = engine.start();
  for (const [name, text] of Object.entries(inputs)) {
    const input = triage.open({ name });
    input.write(new TextEncoder().encode(text));
    input.end();
  }
  return nodesInWords(triage.report().diagnoses[0]?.nodes);
}

const accepted = (time: string) =>
  `2026-11-20 ${time}.000000+00:00 [info] <0.9.0> accepting AMQP connection <0.9.0> (10.0.0.9:40001 -> 10.0.0.1:5672)\n`;
const lost = (time: string, other: string) =>
  `2026-11-20 ${time}.000000+00:00 [info] <0.5.0> node 'rabbit@${other}' down: net_tick_timeout\n`;
const diverged = (time: string, own: string, other: string) =>
  `2026-11-20 ${time}.000000+00:00 [error] <0.2.0> Mnesia('rabbit@${own}'): ** ERROR ** mnesia_event got {inconsistent_database, running_partitioned_network, 'rabbit@${other}'}\n`;
const healthy = accepted('10:00:00') + accepted('10:30:00');

describe('a cause of which several nodes of a cluster give evidence', () => {
  it('names the node that was first, those that follow, and those that show nothing', () => {
    const said = nodesIn({
      'logs/mq01.log': accepted('10:00:00') + lost('10:11:12', 'mq02') + diverged('10:13:12', 'mq01', 'mq02'),
      'logs/mq02.log': accepted('10:00:00') + lost('10:11:10', 'mq01') + diverged('10:13:12', 'mq02', 'mq01'),
      'logs/mq03.log': healthy,
    });

    expect(said).toBe('first on rabbit@mq02 (2 times), 2 s later on rabbit@mq01 (2 times); not on mq03');
  });

  it('says both where one lost the other, and the other does not say so', () => {
    const said = nodesIn({
      'mq01.log': accepted('10:00:00') + lost('10:11:12', 'mq02') + diverged('10:13:12', 'mq01', 'mq02'),
      'mq02.log': healthy,
    });

    expect(said).toBe(
      'only on rabbit@mq01 (2 times); not on mq02; rabbit@mq01 lost mq02, which does not say that it lost rabbit@mq01',
    );
  });

  it('does not say that a node was healthy of which nothing of that time was given', () => {
    const said = nodesIn({
      'mq01.log': accepted('09:00:00') + lost('10:11:12', 'mq02'),
      'mq02.log': accepted('08:00:00') + accepted('09:30:00'),
    });

    expect(said).toBe('only on mq01; no record of that time from mq02');
  });

  it('compares what two nodes say of their cluster', () => {
    const status = (own: string, other: string) =>
      `Cluster status of node rabbit@${own}\n[{nodes,[{disc,[rabbit@mq01,rabbit@mq02]}]},\n {running_nodes,[rabbit@${own}]},\n {partitions,[{rabbit@${own},[rabbit@${other}]}]}]\n`;

    expect(nodesIn({ a: status('mq01', 'mq02'), b: status('mq02', 'mq01') })).toBe(
      'on rabbit@mq01 and rabbit@mq02',
    );
  });

  it.each([
    [
      'Kafka brokers in one stream, by the id in their lines',
      '',
      'first on broker 1, 5 s later on broker 2; not on broker 3',
    ],
    [
      'containers, by what a collector writes before each line',
      'kafka-',
      'first on broker 1, 5 s later on broker 2; not on broker 3',
    ],
  ])('knows %s', (_, prefix, expected) => {
    const line = (id: number, time: string, text: string) =>
      `${prefix && `${prefix}${id}  | `}[2026-11-20 ${time},123] INFO [GroupCoordinator ${id}]: ${text} (kafka.coordinator.group.GroupCoordinator)\n`;
    const removed = 'Member c-1-abc in group orders has failed, removing it from the group';
    const text =
      line(3, '09:59:00', 'Loading group metadata') +
      line(1, '10:00:00', removed) +
      line(2, '10:00:05', removed) +
      line(3, '10:05:00', 'Loading group metadata');

    expect(nodesIn({ '-': text })).toBe(expected);
  });

  it('is not said of one node, its rotated log, or a client', () => {
    const fault = lost('10:11:12', 'mq02');

    expect(nodesIn({ 'mq01.log': fault })).toBe('');
    expect(nodesIn({ 'rabbit@mq01.log': fault, 'rabbit@mq01.log.1': healthy })).toBe('');
    expect(
      nodesIn({ 'rabbit.log': fault, 'rabbit.log.1': accepted('08:00:00') + accepted('09:00:00') }),
    ).toBe('');
    expect(nodesIn({ 'rabbit.log': healthy + fault, 'connection.log': healthy })).toBe('');
    expect(nodesIn({ 'broker.log': fault, 'worker-1': '2026-11-20 10:11:13 ERROR connection lost\n' })).toBe(
      '',
    );
  });

  it('names the first node in a flood of which most records are only counted', () => {
    const flood = (from: string, count: number) =>
      Array.from({ length: count }, (_, i) =>
        lost(`1${from}:${String(i % 60).padStart(2, '0')}`, 'mq09'),
      ).join('');

    const said = nodesIn({
      'mq01.log': lost('09:00:00', 'mq09') + flood('0:11', 6_000),
      'mq02.log': flood('0:10', 6_000),
    });

    expect(said).toBe('first on mq01 (6,001 times), 70 min later on mq02 (6,000 times)');
  });
});

describe('the card of a cluster’s incident', () => {
  const START_MS = Date.UTC(2026, 10, 20, 10, 11, 0);

  it('keeps which node was first, also of streams that came hours ago', async () => {
    const table = createMemoryTable();
    const sources = [{ logGroup: '/mq', system: 'orders', role: 'broker' as const }];
    const contextAt = (startMs: number) =>
      testContext({ table, startMs, config: { ...testConfig, sources } });
    const deliver = async (logStream: string, atMs: number, message: string) =>
      ingestLogEvents(contextAt(atMs + 1_000), {
        logGroup: '/mq',
        logStream,
        events: [{ id: `${atMs}`, timestamp: atMs, message: message.trimEnd() }],
      });

    await deliver('rabbit@mq02', START_MS, lost('10:11:00', 'mq01'));
    await deliver('rabbit@mq03', START_MS + 60_000, accepted('10:12:00'));
    await deliver('rabbit@mq01', START_MS + 7_200_000, lost('12:11:00', 'mq02'));
    await deliver('rabbit@mq03', START_MS + 7_260_000, accepted('12:12:00'));

    const incidents = table.items().filter(({ pk }) => pk === 'incident');
    const [nodes] = incidents.map(({ body }) => (body as Incident).diagnosis.nodes);
    expect(nodesInWords(nodes)).toBe('first on rabbit@mq02, 2 h later on rabbit@mq01; not on rabbit@mq03');
  });
});
