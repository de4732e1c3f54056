import { describe, expect, it } from 'vitest';
import { pressButton } from '../../../src/interactions/press-button.ts';
import { ask } from '../../support/at-slack.ts';
import { passMinutes, runQueue } from '../../support/run-queue.ts';
import {
  actor,
  buttonsOf,
  dropClient,
  JANE,
  openOne,
  seen,
  type TestInteractions,
  testInteractions,
  theIncident,
} from '../../support/test-interactions.ts';

const press = (context: TestInteractions, actionId: string, value: string) =>
  pressButton(context, actor(JANE), { actionId, value });

const cardOf = (context: TestInteractions) =>
  context.chat.standing.find(({ name }) => name.key === 'card')?.content;

async function resolvedOne(context: TestInteractions): Promise<string> {
  const { id } = await openOne(context);
  await press(context, 'resolve', id);
  await runQueue(context, 60_000);
  return id;
}

describe('a resolved incident', () => {
  it('is opened again from its card, belongs to who did, and says so in its thread', async () => {
    const context = testInteractions();
    const id = await resolvedOne(context);
    expect(buttonsOf({ content: cardOf(context) ?? { text: '', blocks: [] } })).toContain(`reopen ${id}`);

    const answer = await press(context, 'reopen', id);
    await runQueue(context, 60_000);

    expect(seen(answer?.content)).toContain('It is open again, and you have it.');
    expect(await theIncident(context)).toMatchObject({ state: 'open', owner: { user: JANE }, flaps: 1 });
    expect(seen(cardOf(context))).toContain(`*Open*, <@${JANE}> has it`);
    const back = context.chat.standing.find(({ name }) => name.key === 'told/back-1');
    expect(seen(back?.content)).toContain(`<@${JANE}> opened it again`);
  });

  it('that is open again goes quiet like any other', async () => {
    const context = testInteractions();
    await press(context, 'reopen', await resolvedOne(context));

    await passMinutes(context, 29);
    expect((await theIncident(context)).state).toBe('open');
    await passMinutes(context, 3);

    expect((await theIncident(context)).state).toBe('resolved');
  });

  it('is opened by command too, and once', async () => {
    const context = testInteractions();
    const id = await resolvedOne(context);

    expect((await ask(context, `reopen ${id.slice(0, 4)}`)).text).toContain('opened it again');
    expect((await ask(context, `reopen ${id}`)).text).toContain('It is open already.');
  });
});

describe('an incident', () => {
  it('is meant by how its id begins, and the only open one by nothing', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);

    for (const typed of [`show ${id.slice(0, 5)}`, 'show', `why ${id.slice(0, 4).toUpperCase()}`, 'report'])
      expect((await ask(context, typed)).text, typed).toContain(id);
  });

  it('is asked for where several are open, with a button each for the same command', async () => {
    const context = testInteractions();
    await openOne(context);
    await dropClient(context, { second: 1, client: '10.0.0.99:5000' });
    await runQueue(context, 60_000);

    const { answer, text } = await ask(context, 'ack');

    expect(text).toContain('Which one?');
    expect(buttonsOf(answer).filter((button) => button.startsWith('ask acknowledge '))).toHaveLength(2);
  });

  it('that nothing begins so is not found', async () => {
    expect((await ask(testInteractions(), 'show ffff')).text).toContain('Incident not found');
    expect((await ask(testInteractions(), 'show')).text).toContain('Nothing is open.');
  });
});
