import { describe, expect, it } from 'vitest';
import { HalfopenError } from '../../../src/errors.ts';
import { fingerprint } from '../../../src/incidents/fingerprint.ts';
import { ingestLogEvents } from '../../../src/ingest/ingest.ts';
import type { Incident } from '../../../src/model/incident.ts';
import { notifyAll, type Shift } from '../../../src/notify/notify-all.ts';
import { changeIncident } from '../../../src/store/incident-items.ts';
import type { StoreContext } from '../../../src/store/store-context.ts';
import { createMemoryChat } from '../../support/memory-chat.ts';
import type { createMemoryTable } from '../../support/memory-table.ts';
import { missedHeartbeats } from '../../support/missed-heartbeats.ts';
import { simulateLambda } from '../../support/simulated-lambda.ts';
import { createCheckedTable, separateBrokers, testConfig, testContext } from '../../support/test-context.ts';
import { createVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts';

const START_MS = 1_800_000_000_000;
const MINUTE_MS = 60_000;
const SLACK_MS = 300;

/** So many brokers, of which each drops one client, in some channels; Slack needs 0.3 s for each call. */
async function flood({ brokers, channels = 1, next }: Flood) {
  const clock = createVirtualClock(START_MS);
  const table = createCheckedTable(START_MS);
  const memory = createMemoryChat(next);
  const posted: { key: string; incident: string; channel: string; atMs: number }[] = [];
  const chat = {
    ...memory,
    async post(message: Parameters<typeof memory.post>[0]) {
      await clock.wait(SLACK_MS);
      posted.push({ ...message.name, channel: message.channel, atMs: clock.ms - START_MS });
      return memory.post(message);
    },
    async update(message: Parameters<typeof memory.update>[0]) {
      await clock.wait(SLACK_MS);
      return memory.update(message);
    },
  };
  const routes = Array.from({ length: brokers }, (_, i) => ({
    name: `mq-${i}`,
    match: { system: `mq-${i}` },
    channel: `#on-call-${i % channels}`,
  }));
  const config = { ...testConfig, routes, sources: separateBrokers(brokers) };
  const context = { ...testContext({ table, chat, config, startMs: START_MS }), nowMs: () => clock.ms };
  const lambda = simulateLambda(context, clock);
  const ids: string[] = [];
  const collecting = { ...context, queue: { send: async (id: string) => void ids.push(id) } };
  const events = missedHeartbeats(['10.0.0.5'], START_MS);
  await ingestLogEvents(collecting, { logGroup: '/mq-0/broker.log', logStream: 's', events });
  const [model] = incidentsIn(table);
  for (let i = 1; i < brokers; i++) ids.push(await copyTo(context, model as Incident, `mq-${i}`));
  const start = async () => {
    for (const id of ids) await lambda.queue.send(id, 0);
  };
  const behind = () => incidentsIn(table).filter(({ version, notified }) => notified.version !== version);
  return { clock, context, lambda, ids, start, posted, standing: memory.standing, behind };
}

function incidentsIn(table: ReturnType<typeof createMemoryTable>): Incident[] {
  return table
    .items()
    .filter(({ pk }) => pk === 'incident')
    .map(({ body }) => body as Incident);
}

/** The same incident of another system. */
async function copyTo(context: StoreContext, model: Incident, system: string): Promise<string> {
  const print = fingerprint(system, 'missed-heartbeats', { client: '10.0.0.5' });
  const copy = {
    ...model,
    id: `${print}-1`,
    fingerprint: print,
    system,
    labels: { ...model.labels, system },
  };
  await changeIncident(context, print, () => copy);
  return copy.id;
}

interface Flood {
  brokers: number;
  channels?: number;
  next?: Parameters<typeof createMemoryChat>[0];
}

function endless(clock: VirtualClock): Shift {
  return { wait: clock.wait, remainingMs: () => Infinity };
}

describe('a flood of a thousand incidents in one channel', () => {
  it('makes no chain of invocations, leaves no message dead, and shows or counts all within two minutes', async () => {
    const { clock, lambda, start, standing, behind } = await flood({ brokers: 1_000 });

    await start();
    lambda.sweepUntil(START_MS + 2 * MINUTE_MS);
    await clock.run(START_MS + 2 * MINUTE_MS);

    expect(lambda.did.longestChain).toBe(1);
    expect(lambda.did.deadLetters).toEqual([]);
    expect(behind()).toEqual([]);
    expect(standing.filter(({ name }) => name.key === 'card')).toHaveLength(21);
    expect(standing.find(({ name }) => name.incident.startsWith('digest:'))?.content.text).toContain(
      '980 more',
    );
  }, 120_000);
});

describe('incidents that come together', () => {
  it('have all their cards before the first has its thread', async () => {
    const { clock, context, ids, posted } = await flood({ brokers: 10 });

    await Promise.all([notifyAll(context, ids, endless(clock), () => undefined), clock.run()]);

    expect(posted.slice(0, 10).map(({ key }) => key)).toEqual(Array.from({ length: 10 }, () => 'card'));
    expect(posted[9]?.atMs).toBeLessThanOrEqual(10_000);
    expect(posted.length).toBeGreaterThan(20);
  });

  it('do not wait for the channel of others', async () => {
    const { clock, posted, start } = await flood({ brokers: 10, channels: 10 });

    await start();
    await clock.run();

    const cards = posted.filter(({ key }) => key === 'card');
    expect(new Set(cards.map(({ channel }) => channel)).size).toBe(10);
    expect(Math.max(...cards.map(({ atMs }) => atMs))).toBeLessThanOrEqual(5_000);
  });
});

describe('one invocation', () => {
  it('waits for Slack no longer than its shift; the sweep finds the rest', async () => {
    let isDown = true;
    const { clock, lambda, start, standing, behind } = await flood({
      brokers: 1,
      next: () => (isDown ? 'rate-limited' : 'done'),
    });

    await start();
    await clock.run(START_MS + 4 * MINUTE_MS);
    expect([lambda.did.invocations, behind().length, standing.length]).toEqual([1, 1, 0]);
    expect(lambda.did.billedMs).toBeLessThanOrEqual(51_000);
    isDown = false;
    lambda.sweepUntil(clock.ms + MINUTE_MS);
    await clock.run(START_MS + 6 * MINUTE_MS);

    expect(behind()).toEqual([]);
    expect(standing.length).toBeGreaterThan(1);
    expect(lambda.did.longestChain).toBe(1);
  });

  it('reports the incident that failed, and finishes the others', async () => {
    const { clock, context, standing, behind } = await flood({ brokers: 2 });
    const [one, other] = behind();
    const unavailable = new HalfopenError({
      code: 'store-unavailable',
      message: 'down',
      hint: 'none',
      retryable: true,
    });
    const table = {
      ...context.table,
      get: async (...given: Parameters<typeof context.table.get>) =>
        given[1] === one?.fingerprint ? Promise.reject(unavailable) : context.table.get(...given),
    };
    const failed: string[] = [];

    const done = notifyAll(
      { ...context, table },
      [one?.id ?? '', other?.id ?? ''],
      endless(clock),
      (id, result) => void ('thrown' in result && failed.push(id)),
    );
    await Promise.all([done, clock.run()]);

    expect(failed).toEqual([one?.id]);
    expect(standing.map(({ name }) => name.incident)).toContain(other?.id);
  });
});
