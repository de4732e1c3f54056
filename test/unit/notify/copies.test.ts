import { describe, expect, it } from 'vitest';
import { HalfopenError } from '../../../src/errors.ts';
import { pressButton } from '../../../src/interactions/press-button.ts';
import type { Route } from '../../../src/model/config.ts';
import { passMinutes, runQueue } from '../../support/run-queue.ts';
import {
  actor,
  buttonsOf,
  JANE,
  openOne,
  seen,
  type TestInteractions,
  testInteractions,
  theIncident,
} from '../../support/test-interactions.ts';

const SECURITY: Route = {
  name: 'security',
  match: { severity: 'critical' },
  channel: '#security',
  mention: 'S0SECURE',
  continue: true,
};
const OWN: Route = { name: 'brokers', match: {}, channel: '#brokers', mention: 'S0BROKERS' };

async function opened(routes: Route[] = [SECURITY, OWN]) {
  const context = testInteractions({ config: { routes } });
  const { id } = await openOne(context);
  await runQueue(context, 60_000);
  return { context, id };
}

const inChannel = ({ chat }: TestInteractions, channel: string) =>
  chat.standing.filter((one) => one.channel === channel && one.threadTs === undefined);

describe('a route that continues and has a channel', () => {
  it('has a copy of the card there, with its own people, while the thread hangs from the first', async () => {
    const { context, id } = await opened();

    const [copy, ...more] = inChannel(context, '#security');
    const [card] = inChannel(context, '#brokers');
    expect(more).toEqual([]);
    expect(seen(copy?.content)).toContain('sent nothing for too long');
    expect(seen(copy?.content)).toContain('<!subteam^S0SECURE>');
    expect(seen(copy?.content)).not.toContain('S0BROKERS');
    expect(seen(copy?.content)).toContain('Its thread is in <##brokers>');
    expect(seen(card?.content)).not.toContain('S0SECURE');
    expect(buttonsOf(copy?.content)).toContain(`acknowledge ${id}`);
    expect(
      context.chat.standing.filter(({ channel, threadTs }) => channel === '#security' && threadTs),
    ).toEqual([]);
  });

  it('follows what becomes of the incident', async () => {
    const { context, id } = await opened();

    await pressButton(context, actor(JANE), { actionId: 'acknowledge', value: id });
    await runQueue(context, 60_000);
    expect(seen(inChannel(context, '#security')[0]?.content)).toContain(`<@${JANE}> has it`);

    await pressButton(context, actor(JANE), { actionId: 'resolve', value: id });
    await runQueue(context, 60_000);
    expect(seen(inChannel(context, '#security')[0]?.content)).toContain('Resolved');
    expect(inChannel(context, '#security')).toHaveLength(1);
  });

  it('only adds its people where it has the channel of the card', async () => {
    const { context } = await opened([{ ...SECURITY, channel: '#brokers' }, OWN]);

    expect(inChannel(context, '#brokers')).toHaveLength(1);
    expect(seen(inChannel(context, '#brokers')[0]?.content)).toContain('S0SECURE');
  });

  it('holds nothing else up when its channel refuses the copy, and gets it once the channel takes it', async () => {
    const context = testInteractions({ config: { routes: [SECURITY, OWN] } });
    const { post } = context.chat;
    const refused = new HalfopenError({
      code: 'slack-refused',
      message: 'not_in_channel',
      hint: 'Invite it.',
    });
    context.chat.post = async (message) =>
      message.channel === '#security' ? Promise.reject(refused) : post(message);
    await openOne(context);
    await runQueue(context, 60_000);

    const { ts } = inChannel(context, '#brokers')[0] ?? {};
    expect(context.chat.standing.filter(({ threadTs }) => threadTs === ts).length).toBeGreaterThan(1);
    expect((await theIncident(context)).notified.failures).toBe(0);

    context.chat.post = post;
    await passMinutes(context, 20);
    expect(inChannel(context, '#security')).toHaveLength(1);
  });

  it('has one copy, however many routes name its channel', async () => {
    const { context } = await opened([SECURITY, { ...SECURITY, name: 'again' }, OWN]);

    expect(inChannel(context, '#security')).toHaveLength(1);
  });
});
