import { describe, expect, it } from 'vitest';
import { readWork } from '../../../../src/adapters/lambda/read-work.ts';
import { doWork } from '../../../../src/interactions/work/do-work.ts';
import { openOne, type TestInteractions } from '../../../support/test-interactions.ts';
import { openApp, press, who } from './open-app.ts';

const URL = 'https://hooks.slack.com/actions/T0/1/a';
const channel = { id: 'C0TEAM01' };
const message = { ts: '1.2', text: 'missed heartbeats from client, timeout: 60s', user: 'U0AUTHOR' };
const shortcut = {
  ...who,
  type: 'message_action',
  callback_id: 'triage_message',
  channel,
  message,
  message_ts: '1.2',
  response_url: URL,
};
const pressedIn = (container: object) =>
  press('ask', 'explain missed heartbeats from client, timeout: 60s', {
    channel,
    message,
    container,
    response_url: URL,
  });

/** Does the work that was handed over, with a word of progress at each step. */
async function finish(context: TestInteractions): Promise<void> {
  for (const handed of context.recorded.works) {
    const work = readWork(JSON.parse(JSON.stringify(handed)), undefined);
    if (!work) throw new Error('not work');
    await doWork(context, work, 'run-1');
  }
}

describe('what was said by a response_url', () => {
  it.each([
    ['of a message that somebody wrote', shortcut],
    ['of a card that all read', pressedIn({ type: 'message', is_ephemeral: false })],
    ['of an unfurled link', pressedIn({ type: 'message_attachment' })],
    ['of an answer that one person reads', pressedIn({ type: 'message', is_ephemeral: true })],
  ])('%s stands beside the message, and never in its place', async (_, payload) => {
    const app = openApp();
    await openOne(app.context);

    await app.interact(payload);
    await finish(app.context);

    const { replied } = app.context.recorded;
    expect(new Set(replied.map(({ url }) => url))).toEqual(new Set([URL]));
    expect(replied.some(({ replaces, isPublic }) => replaces || isPublic)).toBe(false);
  });

  it('of a command takes the place of what was answered to it before', async () => {
    const app = openApp();

    await app.command('explain missed heartbeats from client, timeout: 60s');
    await finish(app.context);

    expect(app.context.recorded.replied).toMatchObject([{ replaces: true }]);
  });
});
