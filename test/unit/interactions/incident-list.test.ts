import { describe, expect, it } from 'vitest';
import { ingestLogEvents } from '../../../src/ingest/ingest.ts';
import { answerCommand } from '../../../src/interactions/answer-command.ts';
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
