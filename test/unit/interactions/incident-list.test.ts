import { describe, expect, it } from 'vitest';
import { ingestLogEvents } from '../../../src/ingest/ingest.ts';
import { answerCommand } from '../../../src/interactions/answer-command.ts';
import type { Concerned } from '../../../src/model/diagnosis.ts';
import { changeIncident } from '../../../src/store/incident-items.ts';
import { listOpen } from '../../../src/store/incident-lists.ts';
import { runQueue } from '../../support/run-queue.ts';
import { separateBrokers } from '../../support/test-context.ts';
import {
  actor,
  BOB,
  buttonsOf,
  eventsOf,
  openOne,
  START_MS,
  seen,
  type TestInteractions,
  testInteractions,
} from '../../support/test-interactions.ts';

async function list(context: TestInteractions, labels = '') {
  const answer = await answerCommand(context, actor(), `incidents ${labels}`);
  return { answer, text: seen(answer?.content) };
}

/** Eight clients dropped at once: one incident about 10.0.3.1 to 10.0.3.8. */
async function dropEight(context: TestInteractions): Promise<void> {
  const events = Array.from({ length: 8 }, (_, i) => {
    const timestamp = START_MS + i * 1_000;
    const head = `${new Date(timestamp).toISOString().replace('T', ' ').replace('Z', '000+00:00')} [error] <0.${i}.0>`;
    return [
      `${head} closing AMQP connection <0.${i}.0> (10.0.3.${i + 1}:4100${i} -> 10.0.0.9:5672):`,
      `${head} missed heartbeats from client, timeout: 60s`,
    ].map((message, line) => ({ id: `${i}:${line}`, timestamp, message }));
  });
  await ingestLogEvents(context, { logGroup: '/mq/broker.log', logStream: 'n1', events: events.flat() });
}

/** Makes the one incident that is open be about these. */
async function rename(context: TestInteractions, concerns: readonly Concerned[]): Promise<void> {
  const [head] = await listOpen(context);
  await changeIncident(
    context,
    head?.fingerprint ?? '',
    (known) => known && { ...known, diagnosis: { ...known.diagnosis, concerns } },
  );
}

/** The recorded logs of a client that was dropped, the client's own first: its errors stand by themselves until the cause comes. */
async function dropRecorded(context: TestInteractions) {
  for (const [file, logGroup] of [
    ['client.log', '/mq/client.log'],
    ['broker.log', '/mq/broker.log'],
  ] as const) {
    const events = eventsOf(`missed-heartbeats/${file}`, 'n1', START_MS);
    await ingestLogEvents(context, { logGroup, logStream: 'n1', events });
    await runQueue(context, 60_000);
  }
}

describe('the list of incidents', () => {
  it('says that nothing is open when nothing is', async () => {
    expect((await list(testInteractions())).text).toContain('Nothing is open');
  });

  it('tells each with whom it concerns, how often it was seen and who has it, with a button that shows it', async () => {
    const context = testInteractions();
    const one = await openOne(context);
    await openOne(context, { client: '10.0.0.6', second: 10 });
    await answerCommand(context, actor(BOB), `ack ${one.id}`);

    const { answer, text } = await list(context);

    expect(text).toContain('2 open');
    expect(text).toContain('`10.0.0.5`');
    expect(text).toContain(`<@${BOB}> has it`);
    expect(text).toContain('nobody has it');
    expect(buttonsOf(answer)).toContain(`ask show ${one.id}`);
  });

  it.each([
    ['client=10.0.0.5', '1 open'],
    ['client=10.0.0.*', '2 open'],
    ['system=default runbook=missed-heartbeats', '2 open'],
    ['client=10.0.0.7', 'Nothing is open'],
    ['queue=*', 'Nothing is open'],
  ])('is narrowed by labels: %s', async (labels, said) => {
    const context = testInteractions();
    await openOne(context);
    await openOne(context, { client: '10.0.0.6', second: 10 });

    expect((await list(context, labels)).text).toContain(said);
  });

  it.each([
    ['client=10.0.3.7', '1 open'],
    ['client=10.0.3.*', '1 open'],
    ['runbook=missed-heartbeats client=10.0.3.2', '1 open'],
    ['client=10.0.4.7', 'Nothing is open'],
    ['client=10.0.3.7 system=other', 'Nothing is open'],
    ['host=10.0.3.7', 'Nothing is open'],
  ])('finds one about many clients by each of them: %s', async (labels, said) => {
    const context = testInteractions();
    await dropEight(context);
    await runQueue(context);

    expect((await list(context, labels)).text).toContain(said);
  });

  it.each([
    ['host=mq-host-3', 'host'],
    ['queue=orders-3', 'queue'],
  ])('finds one about many of any kind: %s', async (labels, label) => {
    const context = testInteractions();
    await dropEight(context);
    const names = Array.from({ length: 8 }, (_, i) => `${label === 'host' ? 'mq-host' : 'orders'}-${i}`);
    await rename(context, [{ label, count: 8, names }]);

    expect((await list(context, labels)).text).toContain('1 open');
    expect((await list(context, `${labels}9`)).text).toContain('Nothing is open');
  });

  it('says where it can’t know, because more are concerned than are named', async () => {
    const context = testInteractions();
    await dropEight(context);
    await rename(context, [{ label: 'client', count: 3_000, names: ['10.0.3.1'] }]);

    expect((await list(context, 'client=10.0.3.1')).text).toContain('1 open');
    expect((await list(context, 'client=10.0.9.9')).text).toContain('1 more may match');
  });

  it('tells only what is open', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);
    await answerCommand(context, actor(), `resolve ${id}`);

    expect((await list(context)).text).toContain('Nothing is open');
  });

  it('counts symptoms under their causes, and lists them when they are asked for', async () => {
    const context = testInteractions();
    await dropRecorded(context);

    const { text } = await list(context);
    const symptoms = await list(context, 'runbook=connection-reset');

    expect(text).toContain('1 open');
    expect(text).toMatch(/\d more are symptoms of these/);
    expect(symptoms.text).toContain('1 open');
    expect(symptoms.text).not.toContain('Nothing is open');
  });

  it('of more than a screenful says how many are left, and how to narrow it', async () => {
    const context = testInteractions({ config: { sources: separateBrokers(14) } });
    for (let i = 0; i < 14; i++)
      await openOne(context, { client: `10.0.1.${i}`, second: i, logGroup: `/mq-${i}/broker.log` });

    const { text } = await list(context);

    expect(text).toContain('14 open');
    expect(text).toContain('and 2 more: filter with');
  });
});
