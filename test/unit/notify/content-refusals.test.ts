import { describe, expect, it } from 'vitest';
import { HalfopenError } from '../../../src/errors.ts';
import { sendOnce } from '../../../src/notify/send-once.ts';
import { sweep } from '../../../src/notify/sweep.ts';
import { message, section } from '../../../src/render/slack/blocks.ts';
import { passMinutes, runQueue } from '../../support/run-queue.ts';
import { testConfig } from '../../support/test-context.ts';
import {
  dropClient,
  openOne,
  seen,
  type TestInteractions,
  testInteractions,
} from '../../support/test-interactions.ts';

/** Slack refuses the blocks of messages whose key begins so; gives what mends it. */
function refuseBlocks({ chat }: TestInteractions, key: string): () => void {
  const { post, update } = chat;
  const check = ({ name, content }: Parameters<typeof post>[0] | Parameters<typeof update>[0]) => {
    if (!name.key.startsWith(key) || content.blocks.length === 0) return;
    const parts = { message: 'Slack refused: invalid_blocks', hint: 'Report it.' };
    throw new HalfopenError({ code: 'slack-content-refused', ...parts });
  };
  chat.post = async (given) => {
    check(given);
    return post(given);
  };
  chat.update = async (given) => {
    check(given);
    return update(given);
  };
  return () => Object.assign(chat, { post, update });
}

const keysOf = ({ chat }: TestInteractions) => chat.standing.map(({ name }) => name.key);

describe('a reply in the thread that Slack refuses', () => {
  it.each(['thread/evidence', 'thread/steps', 'thread/story'])(
    'holds up none of the others, and follows once it is taken: %s',
    async (key) => {
      const context = testInteractions({ config: { incidents: { ...testConfig.incidents, quietMs: 1e8 } } });
      const mend = refuseBlocks(context, key);
      await dropClient(context);
      await passMinutes(context, 2);
      const during = keysOf(context);
      const { refusals } = await sweep(context);
      mend();

      await passMinutes(context, 10);

      const others = ['card', 'thread/evidence', 'thread/steps', 'thread/story'].filter((one) => one !== key);
      expect(during).toEqual(expect.arrayContaining(others));
      expect(during).not.toContain(key);
      expect(refusals).toMatchObject([{ message: 'Slack refused: invalid_blocks' }]);
      expect(keysOf(context)).toContain(key);
      expect(new Set(keysOf(context)).size).toBe(keysOf(context).length);
      expect((await sweep(context)).refusals).toEqual([]);
    },
  );
});

describe('a notice that Slack refuses', () => {
  it('is told as plain text', async () => {
    const context = testInteractions();
    await openOne(context);
    refuseBlocks(context, 'told/');

    for (let second = 1; second <= 12; second++) await dropClient(context, { second });
    await passMinutes(context, 2);

    const notices = context.chat.standing.filter(({ name }) => name.key.startsWith('told/'));
    expect(notices.map(({ content }) => content)).toMatchObject([{ blocks: [] }]);
    expect(seen(notices)).toContain('Getting worse');
  });
});

describe('an incident that is over', () => {
  it('is not tried for ever', async () => {
    const context = testInteractions();
    refuseBlocks(context, 'card');
    await openOne(context);
    await passMinutes(context, 40);

    context.clock.ms += 2 * 86_400_000;
    await passMinutes(context, 2);

    expect((await sweep(context)).queued).toBe(0);
    expect(seen(context.chat.standing)).toContain('Resolved: ');
  });
});

describe('a digest card that Slack refuses', () => {
  it('is plain text until it is taken, and told to the operators', async () => {
    const incidents = { ...testConfig.incidents, quietMs: 1e8 };
    const channels = { ...testConfig.channels, budgetCards: 0 };
    const context = testInteractions({ config: { incidents, channels } });
    const mend = refuseBlocks(context, 'card');
    await dropClient(context);
    await passMinutes(context, 2);
    const during = context.chat.standing.map(({ content }) => content);
    const { refusals } = await sweep(context);
    mend();

    await passMinutes(context, 10);

    expect(during).toMatchObject([{ text: expect.stringContaining('1 more incidents'), blocks: [] }]);
    expect(refusals).toMatchObject([{ subject: 'digest card' }]);
    expect(context.chat.standing).toHaveLength(1);
    expect(seen(context.chat.standing)).toContain('These have no card of their own');
    expect((await sweep(context)).refusals).toEqual([]);
  });
});

describe('a notice of no incident', () => {
  it('is sent as plain text where Slack refuses its blocks', async () => {
    const context = testInteractions();
    refuseBlocks(context, 'notice');
    const notice = { channel: '#on-call', content: message('No data from mq-1', [section('No data')]) };

    await sendOnce(context, 'source-silent:mq-1:0', notice);
    context.clock.ms += 2_000;
    await sendOnce(context, 'source-silent:mq-1:0', notice);
    await runQueue(context);

    expect(context.chat.standing.map(({ content }) => content)).toEqual([
      { text: 'No data from mq-1', blocks: [] },
    ]);
  });
});
