import { describe, expect, it } from 'vitest';
import { checkView } from '../../../local/slack/slack-limits.ts';
import { answerCommand } from '../../../src/interactions/answer-command.ts';
import { pressButton } from '../../../src/interactions/press-button.ts';
import { publishHome } from '../../../src/interactions/publish-home.ts';
import { submitForm } from '../../../src/interactions/submit-form.ts';
import {
  asker,
  BOB,
  buttonsOf,
  JANE,
  openOne,
  seen,
  type TestDesk,
  testDesk,
} from '../../support/test-desk.ts';

async function home(desk: TestDesk, userId = JANE) {
  await publishHome(desk, userId);
  const last = desk.recorded.published.at(-1);
  expect(checkView(last?.view)).toEqual([]);
  return { view: last?.view ?? {}, text: seen(last?.view), userId: last?.userId };
}

const refute = (desk: TestDesk, id: string, right: string, userId = JANE) =>
  submitForm(desk, asker(userId), { form: 'refute', metadata: id, values: { right }, fileIds: [] });

describe('the Home tab', () => {
  it('of a new deployment says that nothing is there yet, and where to begin', async () => {
    const { view, text, userId } = await home(testDesk());

    expect(userId).toBe(JANE);
    expect(text).toContain('Nothing is open');
    expect(text).toContain('Nothing is muted');
    expect(text).toContain('No runbook has fired yet');
    expect(text).toContain('No source has spoken yet');
    expect(buttonsOf(view)).toEqual(['paste paste', 'ask help']);
  });

  it('shows what is open, what is muted and which sources spoke', async () => {
    const desk = testDesk();
    const { id } = await openOne(desk);
    await answerCommand(desk, asker(BOB), 'silence system=payments 2h failover');

    const { view, text } = await home(desk);

    expect(text).toContain('Open incidents (1)');
    expect(text).toContain('Muted (1)');
    expect(text).toContain('/mq/broker.log, last heard');
    expect(text).toContain('`missed-heartbeats`  fired 1');
    expect(buttonsOf(view)).toEqual(
      expect.arrayContaining([`ask show ${id}`, expect.stringMatching(/^end-silence s-/)]),
    );
  });

  it('shows maintenance to come, until somebody calls it off', async () => {
    const desk = testDesk();
    const planned = await answerCommand(desk, asker(), 'maintenance system=default from 22:00 2h upgrade');
    const id = /m-[0-9a-f]{8}/.exec(seen(planned))?.[0] ?? '';
    expect((await home(desk)).text).toContain('Muted (1)');

    await answerCommand(desk, asker(), `unsilence ${id}`);

    expect((await home(desk)).text).toContain('Muted (0)');
  });

  it('tells which source has fallen silent', async () => {
    const sources = [
      { logGroup: '/mq/*', role: 'broker' as const, system: 'default', silentAfterMs: 600_000 },
    ];
    const desk = testDesk({ config: { sources } });
    await openOne(desk);
    expect((await home(desk)).text).toContain('🔊 /mq/broker.log');

    desk.clock.ms += 700_000;

    expect((await home(desk)).text).toContain('🔇 /mq/broker.log');
  });

  it('stays within Slack’s limits with more incidents, silences and sources than fit, and says how many more', async () => {
    const desk = testDesk();
    for (let i = 0; i < 17; i++) await openOne(desk, { client: `10.0.1.${i}`, second: i });
    for (let i = 0; i < 12; i++) await answerCommand(desk, asker(), `silence queue=q${i} 2h failover`);

    const { text } = await home(desk);

    expect(text).toContain('Open incidents (17)');
    expect(text.match(/and 2 more/g)).toHaveLength(2);
  });
});

describe('the health of a runbook', () => {
  it('counts who said that it was right, who that it was not, and what it was instead', async () => {
    const desk = testDesk();
    const one = await openOne(desk);
    const two = await openOne(desk, { client: '10.0.0.6', second: 10 });
    await pressButton(desk, asker(JANE), { actionId: 'confirm', value: one.id });
    await refute(desk, two.id, 'network-path-lost', JANE);
    await refute(desk, two.id, 'network-path-lost', BOB);

    const { text } = await home(desk);

    expect(text).toContain('`missed-heartbeats`  fired 2  ·  👍 1  ·  👎 2 (it was: `network-path-lost`)');
  });

  it('counts of one person and incident the latest word alone', async () => {
    const desk = testDesk();
    const { id } = await openOne(desk);
    await pressButton(desk, asker(), { actionId: 'confirm', value: id });
    await pressButton(desk, asker(), { actionId: 'confirm', value: id });
    await refute(desk, id, 'none');

    expect((await home(desk)).text).toContain('👍 0  ·  👎 1');
  });

  it('outlives the incident, which may still be refuted when it is over', async () => {
    const desk = testDesk();
    const { id } = await openOne(desk);
    await answerCommand(desk, asker(), `resolve ${id}`);

    expect(await refute(desk, id, 'no-incident')).toBeUndefined();

    expect((await home(desk)).text).toContain('👎 1 (it was: `no-incident`)');
  });
});
