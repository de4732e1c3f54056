import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sweep } from '../../../../src/notify/sweep.ts';
import { type FakeSlack, type SlackCall, startFakeSlack } from '../../../support/fake-slack.ts';
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

const hasBlocks = ({ blocks }: SlackCall['given']) => Array.isArray(blocks) && blocks.length > 0;
const isCard = ({ given }: SlackCall) => JSON.stringify(given['metadata']).includes('"key":"card"');
const cardsBy = (method: string) => slack.calls.filter((call) => call.method === method && isCard(call));

/** Slack refuses blocks with an error, and takes text alone. */
function refuseBlocks(error: string): void {
  for (const method of ['chat.postMessage', 'chat.update'])
    slack.answers.set(method, (given) => (hasBlocks(given) ? { ok: false, error } : {}));
}

describe.each([
  'msg_too_long',
  'msg_blocks_too_long',
  'invalid_blocks',
  'invalid_blocks_format',
  'no_text',
  'invalid_attachments',
  'too_many_attachments',
  'markdown_text_conflict',
  'an_error_that_slack_adds_next_year',
])('a card whose content Slack refuses with %s', (error) => {
  it('is a plain one until Slack takes it, and the operators are told meanwhile', async () => {
    const context = onSlack(slack);
    refuseBlocks(error);
    await dropClient(context);
    await passMinutes(context, 3);

    const posted = cardsBy('chat.postMessage').filter(({ given }) => !hasBlocks(given));
    const { refusals } = await sweep(context);
    const during = await context.home();
    slack.answers.clear();
    slack.calls.length = 0;
    await passMinutes(context, 20);

    expect(posted).toHaveLength(1);
    expect(posted[0]?.given['text']).toMatch(
      /sent nothing for too long[\s\S]*10\.0\.0\.5[\s\S]*2027-01-15T08:00:00Z[\s\S]*% sure[\s\S]*First: /i,
    );
    expect(refusals).toMatchObject([
      {
        channel: '#on-call',
        subject: expect.stringMatching(/^incident /),
        message: `Slack refused: ${error}`,
      },
    ]);
    expect(during).toContain(error);
    expect(cardsBy('chat.postMessage')).toEqual([]);
    expect(cardsBy('chat.update').map(({ given }) => hasBlocks(given))).toEqual([true]);
    expect((await sweep(context)).refusals).toEqual([]);
    expect(await context.home()).not.toContain(error);
  });
});

describe('a card that Slack takes only to refuse its edit', () => {
  it('tells plainly what has changed, and nothing waits for it', async () => {
    const context = onSlack(slack);
    await dropClient(context);
    await passMinutes(context, 1);
    refuseBlocks('invalid_blocks');

    await dropClient(context, { second: 30 });
    await passMinutes(context, 2);

    const edits = cardsBy('chat.update').filter(({ given }) => !hasBlocks(given));
    expect(edits.map(({ given }) => given['text'])).toMatchObject([expect.stringContaining('2 log records')]);
    expect(cardsBy('chat.postMessage')).toHaveLength(1);
  });

  it('stays as it is where Slack takes no edit at all, and its thread goes on', async () => {
    const context = onSlack(slack);
    await dropClient(context);
    await passMinutes(context, 1);
    slack.answers.set('chat.update', { ok: false, error: 'edit_window_closed' });
    slack.calls.length = 0;

    for (let second = 1; second <= 12; second++) await dropClient(context, { second });
    await passMinutes(context, 2);

    const notices = slack.calls.filter(
      ({ method, given }) => method === 'chat.postMessage' && JSON.stringify(given).includes('Getting worse'),
    );
    expect(notices).toHaveLength(1);
  });
});

describe('a body that is too large for what stands before Slack', () => {
  it('is a refusal, answered with a plain card', async () => {
    const context = onSlack(slack);
    slack.statuses.set('chat.postMessage', 413);
    await dropClient(context);
    await passMinutes(context, 1);
    const tried = cardsBy('chat.postMessage').map(({ given }) => hasBlocks(given));
    slack.statuses.clear();
    slack.calls.length = 0;

    await passMinutes(context, 30);

    expect(tried.slice(0, 2)).toEqual([true, false]);
    expect(cardsBy('chat.postMessage')).toHaveLength(1);
  });
});
