import { describe, expect, it } from 'vitest';
import { HalfopenError } from '../../../src/errors.ts';
import { sendOnce } from '../../../src/notify/send-once.ts';
import { createMemoryChat } from '../../support/memory-chat.ts';
import { testContext } from '../../support/test-context.ts';

const NOTICE = { channel: '#on-call', content: { text: 'The source is silent', blocks: [] } };

describe('a notice that belongs to no incident', () => {
  it('is posted once, however often it is sent', async () => {
    const chat = createMemoryChat();
    const context = testContext({ chat });

    expect(await sendOnce(context, 'silent:a', NOTICE)).toBe('posted');
    expect(await sendOnce(context, 'silent:a', NOTICE)).toBe('known');

    expect(chat.standing).toHaveLength(1);
  });

  it('that an earlier version has posted is not posted again', async () => {
    const chat = createMemoryChat();
    const context = testContext({ chat });
    const body = { sinceMs: context.nowMs(), leaseUntilMs: context.nowMs(), done: true };
    await context.table.put({ pk: 'notice', sk: 'silent:a', version: 3, body }, 'any', context.nowMs());

    expect(await sendOnce(context, 'silent:a', NOTICE)).toBe('known');

    expect(chat.standing).toEqual([]);
  });

  it('that an earlier version was posting is found by its metadata', async () => {
    const chat = createMemoryChat();
    const context = testContext({ chat });
    await chat.post({ ...NOTICE, name: { incident: 'silent:a', key: 'notice' } });
    const body = { sinceMs: context.nowMs(), leaseUntilMs: context.nowMs(), done: false };
    await context.table.put({ pk: 'notice', sk: 'silent:a', version: 1, body }, 'any', context.nowMs());

    expect(await sendOnce(context, 'silent:a', NOTICE)).toBe('known');

    expect(chat.standing).toHaveLength(1);
  });

  it('that Slack refuses is tried again after an hour, not each minute', async () => {
    let calls = 0;
    const post = async () => {
      calls++;
      throw new HalfopenError({ code: 'slack-refused', message: 'is_archived', hint: '' });
    };
    const context = testContext({ chat: { ...createMemoryChat(), post } });

    for (let minute = 0; minute < 59; minute++) {
      expect(await sendOnce(context, 'silent:a', NOTICE)).toBe('waiting');
      context.clock.ms += 60_000;
    }
    expect(calls).toBe(1);

    context.clock.ms += 60_000;
    await sendOnce(context, 'silent:a', NOTICE);
    expect(calls).toBe(2);
  });
});
