import { describe, expect, it } from 'vitest';

import { ask, cardsOf, silenceIn } from '../../support/at-slack.ts';
import { passMinutes } from '../../support/run-queue.ts';
import { auditOf, BOB, openOne, seen, testInteractions } from '../../support/test-interactions.ts';

describe('maintenance', () => {
  it('now mutes what begins in it; its card comes afterwards and says so', async () => {
    const context = testInteractions();
    const { answer, text } = await ask(context, 'maintenance system=default 10m broker upgrade', BOB);
    await openOne(context);
    expect(context.chat.standing).toEqual([]);
    expect(answer?.isPublic).toBe(true);
    expect(text).toContain(`by <@${BOB}>: broker upgrade`);

    await passMinutes(context, 12);

    expect(cardsOf(context)).toHaveLength(1);
    expect(seen(cardsOf(context)[0])).toContain('inside the maintenance window “broker upgrade”');
  });

  it('planned for later mutes nothing before, and is listed from when to when', async () => {
    const context = testInteractions();
    await ask(context, 'maintenance system=default from 22:00 2h broker upgrade');

    await openOne(context);
    const { text } = await ask(context, 'maintenance');

    expect(cardsOf(context)).toHaveLength(1);
    expect(seen(cardsOf(context)[0])).not.toContain('maintenance window');
    expect(text).toContain('2027-01-15T22:00:00Z');
    expect(text).toContain('2027-01-16T00:00:00Z');
  });

  it('called off before it began is neither listed nor in force', async () => {
    const context = testInteractions();
    const { text } = await ask(context, 'maintenance system=default from 22:00 2h upgrade');

    const { text: said } = await ask(context, `unsilence ${silenceIn(text)}`);

    expect(said).toContain('ended the maintenance window');
    expect((await ask(context, 'maintenance')).text).toContain('No maintenance window');
  });

  it('is audited apart from silences', async () => {
    const context = testInteractions();

    const { text } = await ask(context, 'maintenance system=default 2h upgrade');
    await ask(context, `unsilence ${silenceIn(text)}`);

    expect((await auditOf(context)).map(({ action, detail }) => `${action} ${detail}`)).toEqual(
      expect.arrayContaining(['maintenance upgrade', 'maintenance ended']),
    );
  });
});
