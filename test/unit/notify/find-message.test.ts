import { describe, expect, it } from 'vitest';
import { HalfopenError } from '../../../src/errors.ts';
import { cacheChannelId, findMessage } from '../../../src/notify/find-message.ts';
import type { Chat } from '../../../src/ports.ts';
import { testContext } from '../../support/test-context.ts';

const NAME = { incident: 'i-1', key: 'card' };

/** Slack lists by id alone. */
function listingById(asked: string[], code = 'slack-refused'): Chat {
  const never = () => Promise.reject(new Error('not in this test'));
  return {
    post: never,
    update: never,
    remove: never,
    async find({ channel }) {
      asked.push(channel);
      if (channel.startsWith('#'))
        throw new HalfopenError({ code, message: 'channel_not_found', hint: 'none' });
      return { channel, ts: '1.1' };
    },
  };
}

describe('looking for a message in a channel that goes by its name', () => {
  it('asks by the id that an earlier post has told', async () => {
    const asked: string[] = [];
    const context = testContext({ chat: listingById(asked) });
    await cacheChannelId(context, '#on-call', 'C0ONCALL');

    const found = await findMessage(context, { channel: '#on-call', name: NAME, sinceMs: 0 });

    expect(asked).toEqual(['C0ONCALL']);
    expect(found).toEqual({ channel: 'C0ONCALL', ts: '1.1' });
  });

  it('counts it as never posted where no id is known: a duplicate is better than none', async () => {
    const context = testContext({ chat: listingById([]) });

    expect(await findMessage(context, { channel: '#on-call', name: NAME, sinceMs: 0 })).toBeUndefined();
  });

  it('waits where Slack only asks to wait', async () => {
    const context = testContext({ chat: listingById([], 'slack-rate-limited') });

    await expect(findMessage(context, { channel: '#on-call', name: NAME, sinceMs: 0 })).rejects.toMatchObject(
      {
        code: 'slack-rate-limited',
      },
    );
  });
});
