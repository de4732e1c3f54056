import { describe, expect, it } from 'vitest';
import { answerCommand } from '../../../src/interactions/answer-command.ts';
import { pressButton } from '../../../src/interactions/press-button.ts';

import { ask } from '../../support/at-slack.ts';
import { passMinutes } from '../../support/run-queue.ts';
import {
  actor,
  BOB,
  buttonsOf,
  dropClient,
  JANE,
  openOne,
  START_MS,
  seen,
  type TestInteractions,
  testInteractions,
} from '../../support/test-interactions.ts';

const MINUTE_MS = 60_000;
const GONE = '0123456789abcdef-1';

describe('help', () => {
  it('tells every command in a line and offers the form for evidence', async () => {
    const { answer, text } = await ask(testInteractions(), 'help');

    for (const command of ['logs', 'runbook', 'silence', 'maintenance', 'backtest', 'report', 'audit'])
      expect(text).toContain(`/triage ${command}`);
    expect(buttonsOf(answer)).toContain('paste paste');
    expect(answer?.isPublic).toBeUndefined();
  });

  it('of one command tells its words, an example and its other names', async () => {
    const { text } = await ask(testInteractions(), 'help mute');

    expect(text).toContain('/triage silence');
    expect(text).toContain('planned failover');
    expect(text).toContain('Also: `mute`');
  });

  it.each([
    ['help silense', 'Did you mean `silence`?', 'ask help silence'],
    ['silense system=a 2h x', 'Did you mean `silence`?', 'ask silence system=a 2h x'],
  ])('corrects a mistype with a button: %s', async (typed, said, pressed) => {
    const { answer, text } = await ask(testInteractions(), typed);

    expect(text).toContain(said);
    expect(buttonsOf(answer)).toContain(pressed);
  });

  it('of a command that is not there lists where to look', async () => {
    expect((await ask(testInteractions(), 'help frobnicate')).text).toContain('/triage help');
  });
});

describe('one incident', () => {
  it('is shown as its card stands in the channel, buttons and all, with the steps and evidence of its thread', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);

    const { answer } = await ask(context, `show ${id}`);

    const card = context.chat.standing.find(({ name }) => name.key === 'card');
    const { blocks = [], text } = card?.content ?? {};
    expect(answer?.content.text).toBe(text);
    const shown = blocks.map(({ block_id: _, ...block }) => block);
    expect(answer?.content.blocks.slice(0, shown.length)).toEqual(shown);
    expect(seen(answer?.content)).toMatch(/What to do[\s\S]*What happened/);
    expect(buttonsOf(answer)).toContain(`acknowledge ${id}`);
  });

  it('is drafted as a post-mortem with what happened and who did what', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);
    await answerCommand(context, actor(BOB), `ack ${id}`);

    const { text } = await ask(context, `report ${id}`);

    expect(text).toContain('# Post-mortem (draft)');
    expect(text).toContain('missed heartbeats from client');
    expect(text).toContain(BOB);
    expect(text).toContain('TODO');
  });

  it('is drafted with the names of people whom Slack knows, and copies as Markdown', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);
    context.recorded.people.set(BOB, { isStranger: false, isGuest: false, name: 'Bob Rabbit' });
    await answerCommand(context, actor(BOB), `ack ${id}`);
    await pressButton(context, actor(BOB), { actionId: 'answer-yes', value: `${id}|0|yes` });

    const { text } = await ask(context, `report ${id}`);

    expect(text).toContain('acknowledged, by Bob Rabbit');
    expect(text).toContain('Bob Rabbit answered **yes**');
    expect(text).not.toContain(BOB);
    expect(text).toContain(`Incident \`${id}\` of`);
  });

  it.each(['show', 'why', 'report', 'ack', 'resolve'])(
    'that is not there is told so by %s',
    async (command) => {
      const { answer, text } = await ask(testInteractions(), `${command} ${GONE}`);

      expect(text).toContain('Incident not found');
      expect(answer?.isPublic).toBeUndefined();
    },
  );

  it('of a past episode can still be shown and reported, long after a later one began', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);
    await passMinutes(context, 100);
    await dropClient(context, { second: 6_000 });
    await passMinutes(context, 1);

    expect((await ask(context, `show ${id}`)).text).toContain('Resolved');
    expect((await ask(context, `report ${id}`)).text).toContain('resolved');
  });
});

describe('why an incident did or did not notify', () => {
  async function why(context: TestInteractions, id: string) {
    return (await ask(context, `why ${id}`)).text;
  }

  it('is told of one whose card stands: what was sent, and the reminder to come', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);

    const text = await why(context, id);

    expect(text).toContain('this notified');
    expect(text).toContain('`card`');
    expect(text).toContain('`repeat`');
    expect(text).toContain('#on-call');
  });

  // Edits that follow the first card in the same run are noted in its place.
  it('is told of one whose first card has just come: it was due, nothing new was seen since', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);

    expect(await why(context, id)).toContain('*Last run*  `first`');
  });

  it('is told of one that a silence covers, with who muted it and why', async () => {
    const context = testInteractions();
    await answerCommand(context, actor(BOB), 'silence client=10.0.0.5 2h planned failover');
    const { id } = await openOne(context);

    const text = await why(context, id);

    expect(text).toContain('did not notify');
    expect(text).toContain('`silenced`');
    expect(text).toContain(`<@${BOB}>: planned failover`);
    expect(text).toContain('1 while muted');
  });

  it('is told of one inside a maintenance window', async () => {
    const window = {
      name: 'upgrade',
      match: { system: 'default' },
      fromMs: START_MS - 1,
      toMs: START_MS + 60 * MINUTE_MS,
    };
    const context = testInteractions({ config: { maintenance: [window] } });
    const { id } = await openOne(context);

    const text = await why(context, id);

    expect(text).toContain('`maintenance`');
    expect(text).toContain('upgrade');
  });

  it('is told of one that somebody has: the reminder is theirs', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);
    await answerCommand(context, actor(BOB), `ack ${id}`);

    expect(await why(context, id)).toContain('`remind`');
  });

  it('promises no reminder that is due only after it has gone quiet', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);

    expect(await why(context, id)).toMatch(
      /If nothing more is seen of it, it is resolved .*, without a reminder\. Else next: `repeat`/,
    );
  });

  it('is told of one that is over: no reminder is due', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);
    await answerCommand(context, actor(BOB), `resolve ${id}`);

    expect(await why(context, id)).toContain('No reminder is scheduled');
  });

  it('is told of one beyond the budget of its channel', async () => {
    const context = testInteractions({
      config: { channels: { budgetCards: 1, budgetWindowMs: 600_000, paceMs: 1_000 } },
    });
    await openOne(context);
    const { id } = await openOne(context, { client: '10.0.0.6', second: 10 });

    expect(await why(context, id)).toContain('`over-budget`');
  });

  it('is told of a route in its quiet hours, and of the group it would name', async () => {
    const quietHours = {
      from: '00:00',
      to: '23:59',
      timeZone: 'UTC',
      days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
    };
    const route = {
      name: 'nightly',
      match: {},
      channel: '#night',
      quietHours,
      escalate: [{ afterMs: 900_000, mention: 'S0OPS001' }],
    };
    const context = testInteractions({ config: { routes: [route] } });
    const { id } = await openOne(context);

    const text = await why(context, id);

    expect(text).toContain('nightly → #night');
    expect(text).toContain('Quiet hours');
  });
});

describe('a dry run of routes', () => {
  const routes = [
    {
      name: 'payments',
      match: { system: 'payments*' },
      channel: '#payments',
      mention: 'S0OPS001',
      escalate: [{ afterMs: 900_000, mention: 'U0BOSS01' }],
    },
    { name: 'default', match: {}, channel: '#on-call' },
  ];

  it('says where a route that continues puts a copy, and whom it mentions there', async () => {
    const copy = { name: 'audit', match: {}, channel: '#audit', mention: 'U0AUDIT', continue: true };
    const context = testInteractions({ config: { routes: [copy, ...routes] } });

    const { text } = await ask(context, 'routes system=payments-eu');

    expect(text).toContain('a copy goes to #audit, and mentions <@U0AUDIT>');
  });

  it('says by which route labels would go, whom it names, when, and that nothing was sent', async () => {
    const context = testInteractions({ config: { routes } });

    const { text } = await ask(context, 'routes system=payments-eu severity=critical');

    expect(text).toContain('*payments* to *#');
    expect(text).toContain('<!subteam^S0OPS001>');
    expect(text).toContain('<@U0BOSS01> when nobody has acknowledged it after 15 min');
    expect(text).toContain('nothing was sent');
    expect(context.chat.standing).toEqual([]);
  });

  it('says what mutes them now', async () => {
    const context = testInteractions({ config: { routes } });
    await answerCommand(context, actor(BOB), 'silence system=payments* 2h failover');

    expect((await ask(context, 'routes system=payments')).text).toContain('muted now');
    expect((await ask(context, 'routes system=orders')).text).not.toContain('muted now');
  });
});

describe('the audit', () => {
  it('lists who did what, the latest first, and asking for it is noted too', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);
    await answerCommand(context, actor(BOB), `ack ${id}`);
    context.clock.ms += MINUTE_MS;
    await answerCommand(context, actor(JANE), `resolve ${id}`);
    context.clock.ms += MINUTE_MS;

    const { text } = await ask(context, 'audit');

    const order = ['*audit*', '*resolve*', '*acknowledge*'].map((action) => text.indexOf(action));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order).not.toContain(-1);
    expect(text).toContain(`<@${BOB}>`);
  });
});
