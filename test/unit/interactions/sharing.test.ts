import { describe, expect, it } from 'vitest';
import { checkMessage } from '../../../local/slack/slack-limits.ts';
import { answerCommand } from '../../../src/interactions/answer-command.ts';
import { answerMention } from '../../../src/interactions/answer-message.ts';
import { pressButton } from '../../../src/interactions/press-button.ts';
import { textMessage, withShareButton } from '../../../src/render/slack/answers/text-message.ts';
import { keepAnswer } from '../../../src/store/answer-items.ts';
import {
  actor,
  BOB,
  buttonsOf,
  JANE,
  OPS,
  openOne,
  seen,
  type TestInteractions,
  testInteractions,
  theIncident,
} from '../../support/test-interactions.ts';

const press = (context: TestInteractions, value: string, userId = JANE) =>
  pressButton(context, actor(userId), { actionId: 'share', value });

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
    const answer = await answerCommand(testInteractions(), actor(), typed);

    expect(answer?.share).toBe(`ask ${typed}`);
    expect(answer && buttonsOf(withShareButton(answer))).toContain(`share ask ${typed}`);
    expect(checkMessage(withShareButton(answer ?? { content: textMessage('none') }))).toEqual([]);
  });

  it.each(['show', 'why', 'report'])('about an incident may be shared: %s', async (command) => {
    const context = testInteractions();
    const { id } = await openOne(context);

    expect(await answerCommand(context, actor(), `${command} ${id}`)).toMatchObject({
      share: `ask ${command} ${id}`,
    });
  });

  it.each([
    ['the audit', 'audit'],
    ['work that has only begun', 'logs /mq/general'],
    ['evidence', 'Error: read ECONNRESET\n  at x'],
    ['what could not be read', 'show nothing'],
    ['a mistype', 'hlep'],
    ['too long for a button to bear', `runbook ${'publisher hangs '.repeat(150)}`],
  ])('is not offered to be shared where it is %s', async (_, typed) => {
    expect((await answerCommand(testInteractions(), actor(), typed))?.share).toBeUndefined();
  });

  it.each(['ack', 'resolve', 'silence', 'unsilence', 'maintenance'])(
    'to a change that was not made is not offered to be shared, since asking anew would make it: %s',
    async (command) => {
      const context = testInteractions({
        config: { permissions: { acknowledge: [], resolve: [], silence: [], maintenance: [] } },
      });
      const { id } = await openOne(context);
      const words =
        { silence: `${id} 2h x`, maintenance: 'system=default 2h x', unsilence: 's-00000000' }[command] ?? id;

      const answer = await answerCommand(context, actor(), `${command} ${words}`);

      expect(answer).not.toHaveProperty('isPublic', true);
      expect(answer?.share).toBeUndefined();
    },
  );
});

describe('sharing', () => {
  it('says it to all as it is now, and who shared it', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);
    const asked = await answerCommand(context, actor(), `show ${id}`);
    await answerCommand(context, actor(BOB), `ack ${id}`);

    const shared = await press(context, asked?.share ?? '', JANE);

    expect(shared?.isPublic).toBe(true);
    expect(shared?.share).toBeUndefined();
    expect(seen(shared?.content)).toContain(`<@${BOB}> has it`);
    expect(seen(shared?.content)).toContain(`Shared by <@${JANE}>`);
    expect(checkMessage(shared?.content ?? {})).toEqual([]);
  });

  it.each([
    ['sharing it', (context: TestInteractions, text: string) => press(context, `ask ${text}`)],
    [
      'asking in a thread',
      (context: TestInteractions, text: string) => answerMention(context, actor(), { text, fileIds: [] }),
    ],
  ])('or asking for all to see calls no group that a card or a route names: %s', async (_, toAll) => {
    const routes = [
      {
        name: 'default',
        match: {},
        channel: '#on-call',
        mention: OPS,
        escalate: [{ afterMs: 900_000, mention: OPS }],
      },
    ];
    const context = testInteractions({ config: { routes, permissions: { resolve: [OPS] } } });
    const { id } = await openOne(context);

    for (const text of [`show ${id}`, 'routes system=default']) {
      const shown = seen((await toAll(context, text))?.content);
      expect(shown).toContain(OPS);
      expect(shown).not.toContain('<!subteam');
    }
  });

  it('changes nothing', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);
    const before = await theIncident(context);

    for (const command of ['show', 'why', 'report']) await press(context, `ask ${command} ${id}`);

    expect(await theIncident(context)).toEqual(before);
  });

  it.each(['ack', 'resolve', 'audit', 'paste', 'frobnicate'])(
    'does nothing but ask, whatever a button of an earlier version bears: %s',
    async (command) => {
      const context = testInteractions();
      const { id } = await openOne(context);
      const before = await theIncident(context);

      const shared = await press(context, `ask ${command} ${command === 'audit' ? '' : id}`);

      expect(shared?.isPublic).toBeUndefined();
      expect(await theIncident(context)).toEqual(before);
      expect([context.recorded.works, context.recorded.opened]).toEqual([[], []]);
    },
  );

  it('says what took work as it was kept, without doing it again', async () => {
    const context = testInteractions();
    const share = await keepAnswer(context, 'request-1', textMessage('It was the memory alarm.'));

    const shared = await press(context, share, BOB);

    expect(seen(shared?.content)).toContain('It was the memory alarm.');
    expect(seen(shared?.content)).toContain(`Shared by <@${BOB}>`);
    expect(context.recorded.works).toEqual([]);
  });

  it('of what has expired says to ask again, to the one alone', async () => {
    const context = testInteractions();
    const share = await keepAnswer(context, 'request-1', textMessage('It was the memory alarm.'));
    context.clock.ms += 3_600_001;

    const shared = await press(context, share);

    expect(seen(shared)).toContain('has expired');
    expect(shared?.isPublic).toBeUndefined();
  });

  it.each(['', 'kept ', 'kept __proto__', 'frobnicate', 'kept request-2'])(
    'of what never was shares nothing: “%s”',
    async (value) => {
      const shared = await press(testInteractions(), value);

      expect(shared?.isPublic).toBeUndefined();
      expect(seen(shared)).toContain('has expired');
    },
  );

  it('is refused to those who may not', async () => {
    const context = testInteractions({ config: { permissions: { share: [BOB] } } });

    const refused = await press(context, 'ask help', JANE);
    const allowed = await press(context, 'ask help', BOB);

    expect(refused?.isPublic).toBeUndefined();
    expect(seen(refused)).toContain('You may not share');
    expect(allowed?.isPublic).toBe(true);
  });
});
