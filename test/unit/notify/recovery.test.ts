import { afterAll, describe, expect, it } from 'vitest';
import { checkMessage } from '../../../local/slack/slack-limits.ts';
import { ingestLogEvents } from '../../../src/ingest/ingest.ts';
import type { LogDelivery } from '../../../src/ingest/log-evidence.ts';
import type { Incident } from '../../../src/model/incident.ts';
import { createFailingTable } from '../../support/failing-table.ts';
import { createMemoryChat, type StandingMessage } from '../../support/memory-chat.ts';
import { createMemoryTable } from '../../support/memory-table.ts';
import { passMinutes, runQueue } from '../../support/run-queue.ts';
import { separateBrokers, testConfig, testContext } from '../../support/test-context.ts';

const START_MS = 1_800_000_000_000;
const tried: { what: string; points: number }[] = [];

/** One client dropped for missed heartbeats, in two log lines. */
function dropped(client: string, port: number, second: number): LogDelivery {
  const at = new Date(START_MS + second * 1000).toISOString().replace('T', ' ').replace('Z', '000+00:00');
  const head = `${at} [error] <0.${port}.0>`;
  const lines = [
    `${head} closing AMQP connection <0.${port}.0> (${client}:${port} -> 10.0.0.9:5672):`,
    `${head} missed heartbeats from client, timeout: 60s`,
  ];
  const events = lines.map((message, i) => ({
    id: `${client}:${port}:${i}`,
    timestamp: START_MS + second * 1000,
    message,
  }));
  return { logGroup: '/mq/broker.log', logStream: 'n1', events };
}

function incidentsIn(table: ReturnType<typeof createMemoryTable>): Incident[] {
  return table
    .items()
    .filter(({ pk }) => pk === 'incident')
    .map(({ body }) => body as Incident);
}

function cards(standing: readonly StandingMessage[]): StandingMessage[] {
  return standing.filter(({ name }) => name.key === 'card');
}

function expectOneRightCard(
  table: ReturnType<typeof createMemoryTable>,
  standing: StandingMessage[],
  count: number,
) {
  const [incident, ...others] = incidentsIn(table);
  expect(others).toEqual([]);
  expect(incident?.count).toBe(count);
  expect(incident?.notified.version).toBe(incident?.version);
  expect(cards(standing)).toHaveLength(1);
  expect(JSON.stringify(cards(standing)[0]?.content)).toContain(`${count} log record`);
  const keys = standing.map(({ name }) => name.key);
  expect(new Set(keys).size).toBe(keys.length);
  for (const { content } of standing) expect(checkMessage(content)).toEqual([]);
}

describe('an incident in Slack', () => {
  it('is one card, edited when the client is dropped again, and resolved when it is quiet', async () => {
    const table = createMemoryTable();
    const chat = createMemoryChat();
    const context = testContext({ table, chat, startMs: START_MS });

    await ingestLogEvents(context, dropped('10.0.0.5', 41_001, 0));
    await runQueue(context);
    await ingestLogEvents(context, dropped('10.0.0.5', 41_001, 0));
    await runQueue(context);
    expectOneRightCard(table, chat.standing, 1);

    await ingestLogEvents(context, dropped('10.0.0.5', 41_777, 30));
    await runQueue(context);
    expectOneRightCard(table, chat.standing, 2);

    await passMinutes(context, 35);
    const [card] = cards(chat.standing);
    expect(JSON.stringify(card?.content)).toContain('It lasted 30 s');
    expect(cards(chat.standing)).toHaveLength(1);
  });

  it('stays one card when it flaps, and becomes a new one long after', async () => {
    const table = createMemoryTable();
    const chat = createMemoryChat();
    const context = testContext({ table, chat, startMs: START_MS });
    await ingestLogEvents(context, dropped('10.0.0.5', 41_001, 0));
    await passMinutes(context, 40);

    await ingestLogEvents(context, dropped('10.0.0.5', 41_002, 2_400));
    await passMinutes(context, 1);
    expect(cards(chat.standing)).toHaveLength(1);
    expect(JSON.stringify(cards(chat.standing)[0]?.content)).toContain('reopened 1 time');

    await passMinutes(context, 90);
    await ingestLogEvents(context, dropped('10.0.0.5', 41_003, 8_000));
    await passMinutes(context, 1);
    expect(cards(chat.standing)).toHaveLength(2);
    expect(incidentsIn(table)[0]?.count).toBe(1);
  });

  it('survives being killed at any write, before or after it', async () => {
    let points = 0;
    for (const fate of ['kill-before', 'kill-after', 'refuse'] as const) {
      for (let nth = 1; ; nth++) {
        const table = createMemoryTable();
        const chat = createMemoryChat();
        let writes = 0;
        const context = testContext({
          table: createFailingTable(table, () => (++writes === nth ? fate : 'fine')),
          chat,
          startMs: START_MS,
        });

        await deliver(context, dropped('10.0.0.5', 41_001, 0));
        await passMinutes(context, 3);
        await deliver(context, dropped('10.0.0.5', 41_777, 30));
        await passMinutes(context, 4);

        expectOneRightCard(table, chat.standing, 2);
        points++;
        if (writes < nth) break;
      }
    }
    tried.push({ what: 'killed or refused at one write', points });
  });

  it('survives a store that refuses every n-th write', async () => {
    for (const nth of [3, 4, 5, 7]) {
      const table = createMemoryTable();
      const chat = createMemoryChat();
      let writes = 0;
      let isBroken = true;
      const failing = createFailingTable(table, () => (isBroken && ++writes % nth === 0 ? 'refuse' : 'fine'));
      const context = testContext({ table: failing, chat, startMs: START_MS });

      await deliver(context, dropped('10.0.0.5', 41_001, 0));
      await deliver(context, dropped('10.0.0.5', 41_777, 30));
      await passMinutes(context, 4);
      isBroken = false;
      await deliver(context, dropped('10.0.0.5', 41_001, 0));
      await deliver(context, dropped('10.0.0.5', 41_777, 30));
      await passMinutes(context, 4);

      expectOneRightCard(table, chat.standing, 2);
    }
    tried.push({ what: 'every n-th write refused', points: 4 });
  });

  it('survives whatever Slack answers, at any call', async () => {
    let points = 0;
    for (const outcome of ['rate-limited', 'refused-500', 'timed-out', 'answer-lost'] as const) {
      for (let nth = 1; ; nth++) {
        const table = createMemoryTable();
        let calls = 0;
        const chat = createMemoryChat(() => (++calls === nth || calls === nth + 1 ? outcome : 'done'));
        const context = testContext({ table, chat, startMs: START_MS });

        await deliver(context, dropped('10.0.0.5', 41_001, 0));
        await passMinutes(context, 3);
        await deliver(context, dropped('10.0.0.5', 41_777, 30));
        await passMinutes(context, 4);

        expectOneRightCard(table, chat.standing, 2);
        points++;
        if (calls < nth) break;
      }
    }
    tried.push({ what: '429, 500, time-out, answer lost, twice in a row', points });
  });

  afterAll(() => {
    console.log(
      [
        'points at which delivery was disturbed:',
        ...tried.map(({ what, points }) => `  ${what}: ${points}`),
      ].join('\n'),
    );
  });
});

/** Delivers until it is taken, as CloudWatch Logs does. */
async function deliver(context: ReturnType<typeof testContext>, delivery: LogDelivery): Promise<void> {
  for (let tries = 0; tries < 6; tries++) {
    const done = await ingestLogEvents(context, delivery).then(
      () => true,
      () => false,
    );
    if (done) return;
  }
}

describe('a flood', () => {
  it('loses none of a thousand incidents, keeps the pace, and counts the rest on one card', async () => {
    const table = createMemoryTable();
    const postedMs: number[] = [];
    const chat = createMemoryChat((call) => {
      if (call !== 'find') postedMs.push(context.clock.ms);
      return 'done';
    });
    const config = { ...testConfig, sources: separateBrokers(500) };
    const context = testContext({ table, chat, config, startMs: START_MS });
    for (let broker = 0; broker < 500; broker++) {
      const events = Array.from({ length: 2 }, (_, i) =>
        dropped(`10.${i}.${broker >> 8}.${broker & 255}`, 40_000 + i, 0),
      ).flatMap((delivery) => delivery.events);
      await deliver(context, { logGroup: `/mq-${broker}/broker.log`, logStream: 'n1', events });
    }

    await runQueue(context);
    await passMinutes(context, 5);

    const incidents = incidentsIn(table);
    expect(incidents).toHaveLength(1_000);
    const digests = cards(chat.standing).filter(({ name }) => name.incident.startsWith('digest:'));
    const own = cards(chat.standing).filter(({ name }) => !name.incident.startsWith('digest:'));
    expect(own).toHaveLength(20);
    expect(digests).toHaveLength(1);
    expect(digests[0]?.content.text).toContain('980 more incidents');
    expect(incidents.every(({ notified, version }) => notified.version === version)).toBe(true);
    const gaps = postedMs.slice(1).map((atMs, i) => atMs - (postedMs[i] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
  }, 120_000);
});
