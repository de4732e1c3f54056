import { describe, expect, it } from 'vitest';
import { checkView } from '../../../local/slack/slack-limits.ts';
import { answerCommand } from '../../../src/interactions/answer-command.ts';
import { pressButton } from '../../../src/interactions/press-button.ts';
import { publishHome } from '../../../src/interactions/publish-home.ts';
import { submitForm } from '../../../src/interactions/submit-form.ts';
import { separateBrokers } from '../../support/test-context.ts';
import {
  actor,
  BOB,
  buttonsOf,
  JANE,
  openOne,
  seen,
  type TestInteractions,
  testInteractions,
} from '../../support/test-interactions.ts';

async function home(context: TestInteractions, userId = JANE) {
  await publishHome(context, userId);
  const last = context.recorded.published.at(-1);
  expect(checkView(last?.view)).toEqual([]);
  return { view: last?.view ?? {}, text: seen(last?.view), userId: last?.userId };
}

const refute = (context: TestInteractions, id: string, right: string, userId = JANE) =>
  submitForm(context, actor(userId), { form: 'refute', metadata: id, values: { right }, fileIds: [] });

describe('the Home tab', () => {
  it('of a new deployment says that nothing is there yet, and where to begin', async () => {
    const { view, text, userId } = await home(testInteractions());

    expect(userId).toBe(JANE);
    expect(text).toContain('Nothing is open');
    expect(text).toContain('Nothing is muted');
    expect(text).toContain('No runbook has fired yet');
    expect(text).toContain('No source has sent anything yet');
    expect(buttonsOf(view)).toEqual(['paste paste', 'ask help']);
  });

  it('shows what is open, what is muted and which sources spoke', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);
    await answerCommand(context, actor(BOB), 'silence system=payments 2h failover');

    const { view, text } = await home(context);

    expect(text).toContain('Open incidents (1)');
    expect(text).toContain('Muted (1)');
    expect(text).toContain('/mq/broker.log, last heard');
    expect(text).toContain('`missed-heartbeats`  fired 1');
    expect(buttonsOf(view)).toEqual(
      expect.arrayContaining([`ask show ${id}`, expect.stringMatching(/^end-silence s-/)]),
    );
  });

  it('shows maintenance to come, until somebody calls it off', async () => {
    const context = testInteractions();
    const planned = await answerCommand(context, actor(), 'maintenance system=default from 22:00 2h upgrade');
    const id = /m-[0-9a-f]{8}/.exec(seen(planned))?.[0] ?? '';
    expect((await home(context)).text).toContain('Muted (1)');

    await answerCommand(context, actor(), `unsilence ${id}`);

    expect((await home(context)).text).toContain('Muted (0)');
  });

  it('tells which source has fallen silent', async () => {
    const sources = [
      { logGroup: '/mq/*', role: 'broker' as const, system: 'default', silentAfterMs: 600_000 },
    ];
    const context = testInteractions({ config: { sources } });
    await openOne(context);
    expect((await home(context)).text).toContain('🔊 /mq/broker.log');

    context.clock.ms += 700_000;

    expect((await home(context)).text).toContain('🔇 /mq/broker.log');
  });

  it('stays within Slack’s limits with more incidents, silences and sources than fit, and says how many more', async () => {
    const context = testInteractions({ config: { sources: separateBrokers(17) } });
    for (let i = 0; i < 17; i++)
      await openOne(context, { client: `10.0.1.${i}`, second: i, logGroup: `/mq-${i}/broker.log` });
    for (let i = 0; i < 12; i++) await answerCommand(context, actor(), `silence queue=q${i} 2h failover`);

    const { text } = await home(context);

    expect(text).toContain('Open incidents (17)');
    expect(text.match(/and 2 more/g)).toHaveLength(2);
  });
});

describe('the health of a runbook', () => {
  it('counts who said that it was right, who that it was not, and what it was instead', async () => {
    const context = testInteractions();
    const one = await openOne(context);
    const two = await openOne(context, { client: '10.0.0.6', second: 10 });
    await pressButton(context, actor(JANE), { actionId: 'confirm', value: one.id });
    await refute(context, two.id, 'network-path-lost', JANE);
    await refute(context, two.id, 'network-path-lost', BOB);

    const { text } = await home(context);

    expect(text).toContain('`missed-heartbeats`  fired 2  ·  👍 1  ·  👎 2 (it was: `network-path-lost`)');
  });

  it('counts of one person and incident the latest word alone', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);
    await pressButton(context, actor(), { actionId: 'confirm', value: id });
    await pressButton(context, actor(), { actionId: 'confirm', value: id });
    await refute(context, id, 'none');

    expect((await home(context)).text).toContain('👍 0  ·  👎 1');
  });

  it('outlives the incident, which may still be refuted when it is over', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);
    await answerCommand(context, actor(), `resolve ${id}`);

    expect(await refute(context, id, 'no-incident')).toBeUndefined();

    expect((await home(context)).text).toContain('👎 1 (it was: `no-incident`)');
  });
});
