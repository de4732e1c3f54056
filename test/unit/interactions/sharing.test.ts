import { describe, expect, it } from 'vitest';
import { checkMessage } from '../../../local/slack/slack-limits.ts';
import { answerCommand } from '../../../src/interactions/answer-command.ts';
import { pressButton } from '../../../src/interactions/press-button.ts';
import { answerMention } from '../../../src/interactions/take-message.ts';
import { said, withShare } from '../../../src/render/slack/answers/said.ts';
import { keepAnswer } from '../../../src/store/answer-items.ts';
import {
  asker,
  BOB,
  buttonsOf,
  JANE,
  OPS,
  openOne,
  seen,
  type TestDesk,
  testDesk,
  theIncident,
} from '../../support/test-desk.ts';

const press = (desk: TestDesk, value: string, userId = JANE) =>
  pressButton(desk, asker(userId), { actionId: 'share', value });

describe('a private answer', () => {
  it.each([
    'help',
    'incidents',
    'runbook missed-heartbeats',
    'explain CLOSE_WAIT',
    'silences',
    'maintenance',
    'routes system=a',
  ])('that is cheap to ask again may be shared: %s', async (typed) => {
    const answer = await answerCommand(testDesk(), asker(), typed);

    expect(answer?.share).toBe(`ask ${typed}`);
    expect(answer && buttonsOf(withShare(answer))).toContain(`share ask ${typed}`);
    expect(checkMessage(withShare(answer ?? { content: said('none') }))).toEqual([]);
  });

  it.each(['show', 'why', 'report'])('about an incident may be shared: %s', async (command) => {
    const desk = testDesk();
    const { id } = await openOne(desk);

    expect(await answerCommand(desk, asker(), `${command} ${id}`)).toMatchObject({
      share: `ask ${command} ${id}`,
    });
  });

  it.each([
    ['the audit', 'audit'],
    ['work that has only begun', 'logs /mq/general'],
    ['evidence', 'Error: read ECONNRESET\n  at x'],
    ['what could not be read', 'show'],
    ['a mistype', 'hlep'],
    ['too long for a button to bear', `runbook ${'publisher hangs '.repeat(150)}`],
  ])('is not offered to be shared where it is %s', async (_, typed) => {
    expect((await answerCommand(testDesk(), asker(), typed))?.share).toBeUndefined();
  });

  it.each(['ack', 'resolve', 'silence', 'unsilence', 'maintenance'])(
    'to a change that was not made is not offered to be shared, since asking anew would make it: %s',
    async (command) => {
      const desk = testDesk({
        config: { permissions: { acknowledge: [], resolve: [], silence: [], maintenance: [] } },
      });
      const { id } = await openOne(desk);
      const words =
        { silence: `${id} 2h x`, maintenance: 'system=default 2h x', unsilence: 's-00000000' }[command] ?? id;

      const answer = await answerCommand(desk, asker(), `${command} ${words}`);

      expect(answer).not.toHaveProperty('isPublic', true);
      expect(answer?.share).toBeUndefined();
    },
  );
});

describe('sharing', () => {
  it('says it to all as it is now, and who shared it', async () => {
    const desk = testDesk();
    const { id } = await openOne(desk);
    const asked = await answerCommand(desk, asker(), `show ${id}`);
    await answerCommand(desk, asker(BOB), `ack ${id}`);

    const shared = await press(desk, asked?.share ?? '', JANE);

    expect(shared?.isPublic).toBe(true);
    expect(shared?.share).toBeUndefined();
    expect(seen(shared?.content)).toContain(`<@${BOB}> has it`);
    expect(seen(shared?.content)).toContain(`Shared by <@${JANE}>`);
    expect(checkMessage(shared?.content ?? {})).toEqual([]);
  });

  it.each([
    ['sharing it', (desk: TestDesk, text: string) => press(desk, `ask ${text}`)],
    [
      'asking in a thread',
      (desk: TestDesk, text: string) => answerMention(desk, asker(), { text, fileIds: [] }),
    ],
  ])('or asking for all to see calls no group that a card or a route names: %s', async (_, toAll) => {
    const routes = [
      {
        name: 'default',
        match: {},
        channel: '#on-call',
        mention: OPS,
        escalate: { afterMs: 900_000, mention: OPS },
      },
    ];
    const desk = testDesk({ config: { routes, permissions: { resolve: [OPS] } } });
    const { id } = await openOne(desk);

    for (const text of [`show ${id}`, 'routes system=default']) {
      const shown = seen((await toAll(desk, text))?.content);
      expect(shown).toContain(OPS);
      expect(shown).not.toContain('<!subteam');
    }
  });

  it('changes nothing', async () => {
    const desk = testDesk();
    const { id } = await openOne(desk);
    const before = await theIncident(desk);

    for (const command of ['show', 'why', 'report']) await press(desk, `ask ${command} ${id}`);

    expect(await theIncident(desk)).toEqual(before);
  });

  it.each(['ack', 'resolve', 'audit', 'paste', 'frobnicate'])(
    'does nothing but ask, whatever a button of an earlier version bears: %s',
    async (command) => {
      const desk = testDesk();
      const { id } = await openOne(desk);
      const before = await theIncident(desk);

      const shared = await press(desk, `ask ${command} ${command === 'audit' ? '' : id}`);

      expect(shared?.isPublic).toBeUndefined();
      expect(await theIncident(desk)).toEqual(before);
      expect([desk.recorded.works, desk.recorded.opened]).toEqual([[], []]);
    },
  );

  it('says what took work as it was kept, without doing it again', async () => {
    const desk = testDesk();
    const share = await keepAnswer(desk, 'request-1', said('It was the memory alarm.'));

    const shared = await press(desk, share, BOB);

    expect(seen(shared?.content)).toContain('It was the memory alarm.');
    expect(seen(shared?.content)).toContain(`Shared by <@${BOB}>`);
    expect(desk.recorded.works).toEqual([]);
  });

  it('of what is forgotten by now says to ask again, to the one alone', async () => {
    const desk = testDesk();
    const share = await keepAnswer(desk, 'request-1', said('It was the memory alarm.'));
    desk.clock.ms += 3_600_001;

    const shared = await press(desk, share);

    expect(seen(shared)).toContain('forgotten');
    expect(shared?.isPublic).toBeUndefined();
  });

  it.each(['', 'kept ', 'kept __proto__', 'frobnicate', 'kept request-2'])(
    'of what never was shares nothing: “%s”',
    async (value) => {
      const shared = await press(testDesk(), value);

      expect(shared?.isPublic).toBeUndefined();
      expect(seen(shared)).toContain('forgotten');
    },
  );

  it('is refused to those who may not', async () => {
    const desk = testDesk({ config: { permissions: { share: [BOB] } } });

    const refused = await press(desk, 'ask help', JANE);
    const allowed = await press(desk, 'ask help', BOB);

    expect(refused?.isPublic).toBeUndefined();
    expect(seen(refused)).toContain('You may not share');
    expect(allowed?.isPublic).toBe(true);
  });
});
