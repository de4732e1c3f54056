import { describe, expect, it } from 'vitest';
import { answerCommand } from '../../../src/interactions/answer-command.ts';
import { answerMention } from '../../../src/interactions/answer-message.ts';
import { pressButton } from '../../../src/interactions/press-button.ts';
import { submitForm } from '../../../src/interactions/submit-form.ts';
import type { Action } from '../../../src/model/config.ts';
import {
  actor,
  auditOf,
  BOB,
  JANE,
  OPS,
  openOne,
  START_MS,
  seen,
  type TestInteractions,
  testInteractions,
  theIncident,
} from '../../support/test-interactions.ts';

const HOUR_MS = 3_600_000;

/** Each way to do each restricted action; the answer, as the person would read it. */
const WAYS: readonly [
  Action,
  string,
  (context: TestInteractions, id: string, userId: string) => Promise<unknown>,
][] = [
  [
    'acknowledge',
    'the button',
    (context, id, userId) => pressButton(context, actor(userId), { actionId: 'acknowledge', value: id }),
  ],
  ['acknowledge', 'the command', (context, id, userId) => answerCommand(context, actor(userId), `ack ${id}`)],
  [
    'resolve',
    'the button',
    (context, id, userId) => pressButton(context, actor(userId), { actionId: 'resolve', value: id }),
  ],
  ['resolve', 'the command', (context, id, userId) => answerCommand(context, actor(userId), `resolve ${id}`)],
  [
    'answer',
    'the button',
    (context, id, userId) =>
      pressButton(context, actor(userId), { actionId: 'answer-yes', value: `${id}|0|yes` }),
  ],
  [
    'feedback',
    'the button',
    (context, id, userId) => pressButton(context, actor(userId), { actionId: 'confirm', value: id }),
  ],
  [
    'feedback',
    'the form',
    (context, id, userId) =>
      submitForm(context, actor(userId), {
        form: 'refute',
        metadata: id,
        values: { right: 'none' },
        fileIds: [],
      }),
  ],
  [
    'assign',
    'the form',
    (context, id, userId) =>
      submitForm(context, actor(userId), {
        form: 'assign',
        metadata: id,
        values: { whom: BOB },
        fileIds: [],
      }),
  ],
  [
    'silence',
    'the form',
    (context, id, userId) =>
      submitForm(context, actor(userId), {
        form: 'silence',
        metadata: id,
        values: { duration: String(HOUR_MS), scope: 'incident', reason: 'failover' },
        fileIds: [],
      }),
  ],
  [
    'silence',
    'the command',
    (context, id, userId) => answerCommand(context, actor(userId), `silence ${id} 1h failover`),
  ],
  [
    'maintenance',
    'the command',
    (context, _, userId) => answerCommand(context, actor(userId), 'maintenance system=default 1h upgrade'),
  ],
  [
    'share',
    'the button',
    (context, id, userId) =>
      pressButton(context, actor(userId), { actionId: 'share', value: `ask show ${id}` }),
  ],
  ['logs', 'the command', (context, _, userId) => answerCommand(context, actor(userId), 'logs /mq/general')],
  [
    'backtest',
    'the command',
    (context, _, userId) => answerCommand(context, actor(userId), 'backtest memory-alarm /mq/general'),
  ],
  ['audit', 'the command', (context, _, userId) => answerCommand(context, actor(userId), 'audit')],
];

async function state(context: TestInteractions) {
  const items = await Promise.all(
    ['incident', 'silence', 'feedback'].map((pk) => context.table.list({ pk }, context.clock.ms)),
  );
  return { items, works: [...context.recorded.works], standing: context.chat.standing.length };
}

describe('somebody who is not named for an action', () => {
  it.each(WAYS)(
    'may not %s by %s: nothing changes, they are told who may, and it is written down',
    async (action, _, act) => {
      const context = testInteractions({ config: { permissions: { [action]: [BOB] } } });
      const { id } = await openOne(context);
      const before = await state(context);

      const said = seen((await act(context, id, JANE)) as object);

      expect(said).toContain(`You may not ${action}`);
      expect(said).toContain(BOB);
      expect(await state(context)).toEqual(before);
      expect(await auditOf(context)).toMatchObject([{ userId: JANE, action, outcome: 'refused' }]);
    },
  );

  it.each(WAYS)('that is named may %s by %s, which is written down too', async (action, _, act) => {
    const context = testInteractions({ config: { permissions: { [action]: [BOB] } } });
    const { id } = await openOne(context);

    const said = seen((await act(context, id, BOB)) as object | undefined);

    expect(said).not.toContain('You may not');
    expect(await auditOf(context)).toMatchObject([{ userId: BOB, action, outcome: 'allowed' }]);
  });

  it.each(WAYS)('needs no name where the configuration has none for %s by %s', async (action, _, act) => {
    const context = testInteractions();
    const { id } = await openOne(context);

    expect(seen((await act(context, id, JANE)) as object | undefined)).not.toContain('You may not');

    expect(await auditOf(context)).toMatchObject([{ userId: JANE, action, outcome: 'allowed' }]);
  });
});

describe('an action that a group may do', () => {
  const restricted = () => testInteractions({ config: { permissions: { resolve: [OPS] } } });
  const resolve = async (context: TestInteractions, id: string, userId = JANE) =>
    seen(await pressButton(context, actor(userId), { actionId: 'resolve', value: id }));

  it('is done by its members and refused to others, who are told which group', async () => {
    const context = restricted();
    context.recorded.members.set(OPS, [BOB]);
    const { id } = await openOne(context);

    const refused = await resolve(context, id, JANE);
    const allowed = await resolve(context, id, BOB);

    expect(refused).toContain(`<!subteam^${OPS}>`);
    expect(allowed).toContain('Resolved.');
  });

  it('asks Slack who belongs to it at most every five minutes', async () => {
    const context = restricted();
    context.recorded.members.set(OPS, [BOB]);
    const { id } = await openOne(context);
    const startMs = context.clock.ms;

    for (const afterMs of [0, 1, 299_999]) {
      context.clock.ms = startMs + afterMs;
      await resolve(context, id, JANE);
    }
    expect(context.recorded.groupLookups).toBe(1);

    context.clock.ms = startMs + 300_000;
    context.recorded.members.set(OPS, [JANE]);
    expect(await resolve(context, id, JANE)).toContain('Resolved.');
    expect(context.recorded.groupLookups).toBe(2);
  });

  it('is refused when nobody can say who belongs to it, and asked again the next time', async () => {
    const context = restricted();
    const { id } = await openOne(context);

    expect(await resolve(context, id)).toContain(
      'could not be looked up: does the app have usergroups:read?',
    );
    expect((await theIncident(context)).state).toBe('open');

    context.recorded.members.set(OPS, [JANE]);
    expect(await resolve(context, id)).toContain('Resolved.');
  });

  it('is done by a person named beside a group that can’t be looked up', async () => {
    const context = testInteractions({ config: { permissions: { resolve: [OPS, JANE] } } });
    const { id } = await openOne(context);

    expect(await resolve(context, id)).toContain('Resolved.');
    expect(context.recorded.groupLookups).toBe(0);
  });

  it('refused in a thread calls nobody of the group', async () => {
    const context = restricted();
    context.recorded.members.set(OPS, [BOB]);
    const { id } = await openOne(context);

    const answer = await answerMention(context, actor(), { text: `<@U0BOT> resolve ${id}`, fileIds: [] });

    expect(seen(answer)).toContain('You may not resolve');
    expect(seen(answer)).toContain(OPS);
    expect(seen(answer)).not.toContain('<!subteam');
  });

  it('that nobody is named for is done by nobody', async () => {
    const context = testInteractions({ config: { permissions: { resolve: [] } } });
    const { id } = await openOne(context);

    expect(await resolve(context, id)).toContain('Who may: nobody');
  });
});

describe('the audit', () => {
  it('keeps what an action was about and why, for more than a year', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);
    await answerCommand(context, actor(BOB), `silence ${id} 1h planned failover`);
    await pressButton(context, actor(JANE), { actionId: 'answer-yes', value: `${id}|0|yes` });

    context.clock.ms = START_MS + 399 * 24 * HOUR_MS;

    expect((await auditOf(context)).map(({ target, detail }) => ({ target, detail }))).toEqual(
      expect.arrayContaining([
        { target: id, detail: 'planned failover' },
        { target: id, detail: 'yes to question 1' },
      ]),
    );
  });

  it('has an entry each time, also of the same person for the same incident', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);

    for (let i = 0; i < 3; i++) {
      context.clock.ms++;
      await pressButton(context, actor(JANE), { actionId: 'acknowledge', value: id });
    }

    expect(await auditOf(context)).toHaveLength(3);
  });
});
