import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sweep } from '../../../../src/notify/sweep.ts';
import { type FakeSlack, startFakeSlack } from '../../../support/fake-slack.ts';
import { onSlack } from '../../../support/on-slack.ts';
import { passMinutes } from '../../../support/run-queue.ts';
import { dropClient } from '../../../support/test-interactions.ts';

let slack: FakeSlack;
beforeAll(async () => void (slack = await startFakeSlack()));
afterEach(() => {
  slack.calls.length = 0;
  slack.answers.clear();
  slack.statuses.clear();
});
afterAll(() => slack.close());

const cardsPosted = () =>
  slack.calls.filter(
    ({ method, given }) =>
      method === 'chat.postMessage' && JSON.stringify(given['metadata']).includes('"key":"card"'),
  ).length;

const refusing = (error: string) => () => void slack.answers.set('chat.postMessage', { ok: false, error });
const answering = (status: number) => () => void slack.statuses.set('chat.postMessage', status);

describe.each([
  ['channel_not_found', refusing('channel_not_found'), /channel_not_found.*\/invite @halfopen/],
  ['is_archived', refusing('is_archived'), /is_archived.*Route to another channel/],
  ['not_in_channel', refusing('not_in_channel'), /not_in_channel.*\/invite @halfopen/],
  ['token_revoked', refusing('token_revoked'), /token_revoked.*Install the app again/],
  ['msg_too_long', refusing('msg_too_long'), /msg_too_long/],
  ['429', answering(429), /limits the rate/],
  ['503', answering(503), /no clear answer from Slack/],
  ['no answer', answering(0), /no clear answer from Slack/],
] as const)('a card that Slack answers with %s', (_, breakSlack, told) => {
  it('is told to the operators meanwhile, and posted once it is mended', async () => {
    const context = onSlack(slack);
    breakSlack();
    await dropClient(context);
    await passMinutes(context, 8);
    const { refusals } = await sweep(context);
    const during = await context.home();
    slack.answers.clear();
    slack.statuses.clear();
    slack.calls.length = 0;

    await passMinutes(context, 62);

    expect(refusals).toMatchObject([{ channel: '#on-call' }]);
    expect(during.replaceAll('\n', ' ')).toMatch(told);
    expect(cardsPosted()).toBe(1);
    expect((await sweep(context)).refusals).toEqual([]);
    expect(await context.home()).not.toMatch(told);
  });
});

describe('a single 429 or lost answer', () => {
  it.each([429, 503, 0])('alarms nobody: %s', async (status) => {
    const context = onSlack(slack);
    answering(status)();
    await dropClient(context);
    await passMinutes(context, 1);

    const { refusals } = await sweep(context);

    expect(refusals).toEqual([]);
  });
});
