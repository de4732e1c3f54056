import { describe, expect, it } from 'vitest';
import { checkView } from '../../../local/slack/slack-limits.ts';
import { HalfopenError } from '../../../src/errors.ts';
import { publishHome } from '../../../src/interactions/publish-home.ts';
import { clearRefusal, recordRefusal } from '../../../src/notify/slack-refusal.ts';
import { sweep } from '../../../src/notify/sweep.ts';
import { createMemoryTable } from '../../support/memory-table.ts';
import { passMinutes, runQueue } from '../../support/run-queue.ts';
import {
  dropClient,
  JANE,
  seen,
  type TestInteractions,
  testInteractions,
} from '../../support/test-interactions.ts';

const refused = (error: string, hint: string) =>
  new HalfopenError({ code: 'slack-refused', message: `Slack refused: ${error}`, hint });

async function home(context: TestInteractions): Promise<string> {
  await publishHome(context, JANE);
  const view = context.recorded.published.at(-1)?.view;
  expect(checkView(view)).toEqual([]);
  return seen(view);
}

const cardsIn = ({ chat }: TestInteractions) => chat.standing.filter(({ name }) => name.key === 'card');

describe('a post that Slack refuses', () => {
  it('is shown on the Home tab and by the sweep until Slack takes it', async () => {
    const context = testInteractions();
    context.table.remove = () =>
      Promise.reject(new Error('AccessDenied: the functions may not delete items'));
    const { post } = context.chat;
    context.chat.post = () => Promise.reject(refused('is_archived', 'Route to another channel.'));
    await dropClient(context);
    await passMinutes(context, 2);

    const { refusals } = await sweep(context);
    const shown = await home(context);
    context.chat.post = post;
    await passMinutes(context, 5);

    expect(refusals).toMatchObject([{ channel: '#on-call', message: 'Slack refused: is_archived' }]);
    expect(shown).toContain('#on-call: Slack refused: is_archived');
    expect(shown).toContain('Route to another channel.');
    expect(cardsIn(context)).toHaveLength(1);
    expect(await home(context)).not.toContain('is_archived');
    expect((await sweep(context)).refusals).toEqual([]);
  });

  it('is forgotten with a time at which DynamoDB does remove it, which is none more than five years ago', async () => {
    const table = createMemoryTable();
    const context = testInteractions({ table });
    await recordRefusal(context, '#on-call', refused('is_archived', 'none'));

    await clearRefusal(context, '#on-call');

    const [{ expiresAtMs = 0 } = {}] = table.items().filter(({ pk }) => pk === 'slack-refusal');
    expect(expiresAtMs).toBeLessThan(context.clock.ms);
    expect(expiresAtMs).toBeGreaterThan(context.clock.ms - 5 * 365 * 86_400_000);
  });
});

describe('a post whose answer was lost', () => {
  it('is posted again within two minutes where Slack refuses to list messages, and the Home tab says why', async () => {
    const routes = [{ name: 'default', match: {}, channel: 'C0ONCALL' }];
    const context = testInteractions({ config: { routes } });
    const { post } = context.chat;
    context.chat.find = () => Promise.reject(refused('missing_scope', 'Add the scopes.'));
    context.chat.post = () => {
      context.chat.post = post;
      throw new HalfopenError({ code: 'slack-unknown-outcome', message: 'lost', hint: '', retryable: true });
    };
    await dropClient(context);
    await runQueue(context, 30_000);
    const shown = await home(context);

    await passMinutes(context, 2);

    expect(shown).toContain('missing_scope');
    expect(cardsIn(context)).toHaveLength(1);
  });

  it('waits for as long as Slack only asks to wait', async () => {
    const context = testInteractions();
    const { post, find } = context.chat;
    context.chat.find = () =>
      Promise.reject(
        new HalfopenError({ code: 'slack-unknown-outcome', message: '503', hint: '', retryable: true }),
      );
    context.chat.post = async (message) => {
      context.chat.post = post;
      await post(message);
      throw new HalfopenError({ code: 'slack-unknown-outcome', message: 'lost', hint: '', retryable: true });
    };
    await dropClient(context);
    await passMinutes(context, 10);

    context.chat.find = find;
    await passMinutes(context, 2);

    expect(cardsIn(context)).toHaveLength(1);
  });
});

describe('a thread whose card somebody has deleted', () => {
  it('does not hold up the incident: card and thread are posted anew', async () => {
    const context = testInteractions();
    const { post } = context.chat;
    context.chat.post = async (message) => {
      const isGone = message.threadTs && !cardsIn(context).some(({ ts }) => ts === message.threadTs);
      if (isGone) throw new HalfopenError({ code: 'slack-message-gone', message: 'gone', hint: '' });
      const sent = await post(message);
      // The first card is deleted before its thread is posted.
      if (message.name.key === 'card' && !message.threadTs && sent.ts === '1800000000.000000')
        context.chat.standing.splice(0, 1, {
          ...message,
          channel: 'C0GONE',
          ts: '0',
          name: { incident: '', key: '' },
        });
      return sent;
    };
    await dropClient(context);

    await runQueue(context, 25_000);

    const [card, ...others] = cardsIn(context);
    expect(others).toEqual([]);
    expect(context.chat.standing.filter(({ threadTs }) => threadTs === card?.ts).length).toBeGreaterThan(0);
  });
});
