import { describe, expect, it } from 'vitest';
import { HalfopenError } from '../../../src/errors.ts';
import { sendOnce } from '../../../src/notify/send-once.ts';
import type { Chat } from '../../../src/ports.ts';
import { createFailingTable } from '../../support/failing-table.ts';
import { createMemoryChat } from '../../support/memory-chat.ts';
import { passMinutes } from '../../support/run-queue.ts';
import { createCheckedTable } from '../../support/test-context.ts';
import { dropClient, START_MS, testInteractions } from '../../support/test-interactions.ts';

/** Slack takes a post by the channel's name, and everything else by its id alone. */
function slackByName() {
  const chat = createMemoryChat();
  const idOf = (channel: string) => {
    if (channel.startsWith('#'))
      throw new HalfopenError({ code: 'slack-refused', message: 'channel_not_found', hint: '' });
    return channel;
  };
  const byName: Chat = {
    post: (message) => chat.post({ ...message, channel: message.channel.replace('#on-call', 'C0ONCALL') }),
    update: async (message) => chat.update({ ...message, channel: idOf(message.channel) }),
    find: async (query) => chat.find({ ...query, channel: idOf(query.channel) }),
    remove: async (message) => chat.remove({ ...message, channel: idOf(message.channel) }),
  };
  return { ...byName, standing: chat.standing };
}

/** A bot whose channel is configured by its name; the table's `nth` write is killed. */
function botKilledAt(nth: number, fate: 'kill-before' | 'kill-after') {
  let writes = 0;
  const table = createFailingTable(createCheckedTable(START_MS), () => (++writes === nth ? fate : 'fine'));
  const chat = slackByName();
  return { context: { ...testInteractions({ table }), chat }, chat, isOver: () => writes < nth };
}

describe('the first message to a channel that is configured by its name', () => {
  it.each(['kill-before', 'kill-after'] as const)(
    'is one card wherever a run is killed: %s',
    async (fate) => {
      for (let nth = 1; ; nth++) {
        const { context, chat, isOver } = botKilledAt(nth, fate);
        const drop = (second: number) => dropClient(context, { second });
        await drop(0).catch(() => drop(0));
        await passMinutes(context, 3);
        await drop(30).catch(() => drop(30));
        await passMinutes(context, 3);

        const cards = chat.standing.filter(({ name }) => name.key === 'card');
        expect(cards, `write ${nth}`).toHaveLength(1);
        expect(JSON.stringify(cards[0]?.content), `write ${nth}`).toContain('2 log records');
        const keys = chat.standing.map(({ name }) => name.key);
        expect(new Set(keys).size, `write ${nth}`).toBe(keys.length);
        if (isOver()) break;
      }
    },
  );

  it('stays doubled where Slack does not let it be removed: a duplicate is better than none', async () => {
    const notice = { channel: '#on-call', content: { text: 'The source is silent', blocks: [] } };
    const chat = slackByName();
    const context = { ...testInteractions(), chat };
    await chat.post({ ...notice, name: { incident: 'silent:a', key: 'notice' } });
    chat.remove = () =>
      Promise.reject(new HalfopenError({ code: 'slack-refused', message: 'cant_delete_message', hint: '' }));

    expect(await sendOnce(context, 'silent:a', notice)).toBe('posted');

    expect(chat.standing).toHaveLength(2);
  });
});
