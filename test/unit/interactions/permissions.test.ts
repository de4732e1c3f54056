import { describe, expect, it } from 'vitest';
import { answerCommand } from '../../../src/interactions/answer-command.ts';
import { pressButton } from '../../../src/interactions/press-button.ts';
import { submitForm } from '../../../src/interactions/submit-form.ts';
import { answerMention } from '../../../src/interactions/take-message.ts';
import type { Action } from '../../../src/model/config.ts';
import {
  asker,
  auditOf,
  BOB,
  JANE,
  OPS,
  openOne,
  START_MS,
  seen,
  type TestDesk,
  testDesk,
  theIncident,
} from '../../support/test-desk.ts';

const HOUR_MS = 3_600_000;

/** Each way to do each restricted action; the answer, as the person would read it. */
const WAYS: readonly [Action, string, (desk: TestDesk, id: string, userId: string) => Promise<unknown>][] = [
  [
    'acknowledge',
    'the button',
    (desk, id, userId) => pressButton(desk, asker(userId), { actionId: 'acknowledge', value: id }),
  ],
  ['acknowledge', 'the command', (desk, id, userId) => answerCommand(desk, asker(userId), `ack ${id}`)],
  [
    'resolve',
    'the button',
    (desk, id, userId) => pressButton(desk, asker(userId), { actionId: 'resolve', value: id }),
  ],
  ['resolve', 'the command', (desk, id, userId) => answerCommand(desk, asker(userId), `resolve ${id}`)],
  [
    'answer',
    'the button',
    (desk, id, userId) => pressButton(desk, asker(userId), { actionId: 'answer-yes', value: `${id}|0|yes` }),
  ],
  [
    'feedback',
    'the button',
    (desk, id, userId) => pressButton(desk, asker(userId), { actionId: 'confirm', value: id }),
  ],
  [
    'feedback',
    'the form',
    (desk, id, userId) =>
      submitForm(desk, asker(userId), {
        form: 'refute',
        metadata: id,
        values: { right: 'none' },
        fileIds: [],
      }),
  ],
  [
    'assign',
    'the form',
    (desk, id, userId) =>
      submitForm(desk, asker(userId), { form: 'assign', metadata: id, values: { whom: BOB }, fileIds: [] }),
  ],
  [
    'silence',
    'the form',
    (desk, id, userId) =>
      submitForm(desk, asker(userId), {
        form: 'silence',
        metadata: id,
        values: { duration: String(HOUR_MS), scope: 'incident', reason: 'failover' },
        fileIds: [],
      }),
  ],
  [
    'silence',
    'the command',
    (desk, id, userId) => answerCommand(desk, asker(userId), `silence ${id} 1h failover`),
  ],
  [
    'maintenance',
    'the command',
    (desk, _, userId) => answerCommand(desk, asker(userId), 'maintenance system=default 1h upgrade'),
  ],
  [
    'share',
    'the button',
    (desk, id, userId) => pressButton(desk, asker(userId), { actionId: 'share', value: `ask show ${id}` }),
  ],
  ['logs', 'the command', (desk, _, userId) => answerCommand(desk, asker(userId), 'logs /mq/general')],
  [
    'backtest',
    'the command',
    (desk, _, userId) => answerCommand(desk, asker(userId), 'backtest memory-alarm /mq/general'),
  ],
  ['audit', 'the command', (desk, _, userId) => answerCommand(desk, asker(userId), 'audit')],
];

async function state(desk: TestDesk) {
  const items = await Promise.all(
    ['incident', 'silence', 'feedback'].map((pk) => desk.table.list({ pk }, desk.clock.ms)),
  );
  return { items, works: [...desk.recorded.works], standing: desk.chat.standing.length };
}

describe('somebody who is not named for an action', () => {
  it.each(WAYS)(
    'may not %s by %s: nothing changes, they are told who may, and it is written down',
    async (action, _, act) => {
      const desk = testDesk({ config: { permissions: { [action]: [BOB] } } });
      const { id } = await openOne(desk);
      const before = await state(desk);

      const said = seen((await act(desk, id, JANE)) as object);

      expect(said).toContain(`You may not ${action}`);
      expect(said).toContain(BOB);
      expect(await state(desk)).toEqual(before);
      expect(await auditOf(desk)).toMatchObject([{ userId: JANE, action, outcome: 'refused' }]);
    },
  );

  it.each(WAYS)('that is named may %s by %s, which is written down too', async (action, _, act) => {
    const desk = testDesk({ config: { permissions: { [action]: [BOB] } } });
    const { id } = await openOne(desk);

    const said = seen((await act(desk, id, BOB)) as object | undefined);

    expect(said).not.toContain('may not');
    expect(await auditOf(desk)).toMatchObject([{ userId: BOB, action, outcome: 'allowed' }]);
  });

  it.each(WAYS)('needs no name where the configuration has none for %s by %s', async (action, _, act) => {
    const desk = testDesk();
    const { id } = await openOne(desk);

    expect(seen((await act(desk, id, JANE)) as object | undefined)).not.toContain('may not');

    expect(await auditOf(desk)).toMatchObject([{ userId: JANE, action, outcome: 'allowed' }]);
  });
});

describe('an action that a group may do', () => {
  const restricted = () => testDesk({ config: { permissions: { resolve: [OPS] } } });
  const resolve = async (desk: TestDesk, id: string, userId = JANE) =>
    seen(await pressButton(desk, asker(userId), { actionId: 'resolve', value: id }));

  it('is done by its members and refused to others, who are told which group', async () => {
    const desk = restricted();
    desk.recorded.members.set(OPS, [BOB]);
    const { id } = await openOne(desk);

    const refused = await resolve(desk, id, JANE);
    const allowed = await resolve(desk, id, BOB);

    expect(refused).toContain(`<!subteam^${OPS}>`);
    expect(allowed).toContain('Resolved.');
  });

  it('asks Slack who belongs to it at most every five minutes', async () => {
    const desk = restricted();
    desk.recorded.members.set(OPS, [BOB]);
    const { id } = await openOne(desk);
    const startMs = desk.clock.ms;

    for (const afterMs of [0, 1, 299_999]) {
      desk.clock.ms = startMs + afterMs;
      await resolve(desk, id, JANE);
    }
    expect(desk.recorded.groupLookups).toBe(1);

    desk.clock.ms = startMs + 300_000;
    desk.recorded.members.set(OPS, [JANE]);
    expect(await resolve(desk, id, JANE)).toContain('Resolved.');
    expect(desk.recorded.groupLookups).toBe(2);
  });

  it('is refused when nobody can say who belongs to it, and asked again the next time', async () => {
    const desk = restricted();
    const { id } = await openOne(desk);

    expect(await resolve(desk, id)).toContain('could not be looked up: does the app have usergroups:read?');
    expect((await theIncident(desk)).state).toBe('open');

    desk.recorded.members.set(OPS, [JANE]);
    expect(await resolve(desk, id)).toContain('Resolved.');
  });

  it('is done by a person named beside a group that can’t be looked up', async () => {
    const desk = testDesk({ config: { permissions: { resolve: [OPS, JANE] } } });
    const { id } = await openOne(desk);

    expect(await resolve(desk, id)).toContain('Resolved.');
    expect(desk.recorded.groupLookups).toBe(0);
  });

  it('refused in a thread calls nobody of the group', async () => {
    const desk = restricted();
    desk.recorded.members.set(OPS, [BOB]);
    const { id } = await openOne(desk);

    const answer = await answerMention(desk, asker(), { text: `<@U0BOT> resolve ${id}`, fileIds: [] });

    expect(seen(answer)).toContain('You may not resolve');
    expect(seen(answer)).toContain(OPS);
    expect(seen(answer)).not.toContain('<!subteam');
  });

  it('that nobody is named for is done by nobody', async () => {
    const desk = testDesk({ config: { permissions: { resolve: [] } } });
    const { id } = await openOne(desk);

    expect(await resolve(desk, id)).toContain('Who may: nobody');
  });
});

describe('the audit', () => {
  it('keeps what an action was about and why, for more than a year', async () => {
    const desk = testDesk();
    const { id } = await openOne(desk);
    await answerCommand(desk, asker(BOB), `silence ${id} 1h planned failover`);
    await pressButton(desk, asker(JANE), { actionId: 'answer-yes', value: `${id}|0|yes` });

    desk.clock.ms = START_MS + 399 * 24 * HOUR_MS;

    expect((await auditOf(desk)).map(({ target, detail }) => ({ target, detail }))).toEqual(
      expect.arrayContaining([
        { target: id, detail: 'planned failover' },
        { target: id, detail: '0: yes' },
      ]),
    );
  });

  it('has an entry each time, also of the same person for the same incident', async () => {
    const desk = testDesk();
    const { id } = await openOne(desk);

    for (let i = 0; i < 3; i++) {
      desk.clock.ms++;
      await pressButton(desk, asker(JANE), { actionId: 'acknowledge', value: id });
    }

    expect(await auditOf(desk)).toHaveLength(3);
  });
});
