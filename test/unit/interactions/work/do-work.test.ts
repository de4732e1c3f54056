import { describe, expect, it } from 'vitest';
import { checkMessage } from '../../../../local/slack/slack-limits.ts';
import { HalfopenError } from '../../../../src/errors.ts';
import { pressButton } from '../../../../src/interactions/press-button.ts';
import { doWork } from '../../../../src/interactions/work/do-work.ts';
import type { Place, Task } from '../../../../src/model/work.ts';
import type { Chat } from '../../../../src/ports.ts';
import {
  actor,
  buttonsOf,
  eventsOf,
  JANE,
  START_MS,
  sample,
  seen,
  testInteractions,
} from '../../../support/test-interactions.ts';

const URL = 'https://hooks.slack.com/commands/T0/1/a';
const PERIOD = { fromMs: START_MS - 7_200_000, toMs: START_MS };
const EXPLAIN: Task = { do: 'explain', what: 'missed heartbeats from client, timeout: 60s' };
const LOGS: Task = { do: 'logs', logGroup: '/mq/general', period: PERIOD };

const workOf = (task: Task, place: Place = { responseUrl: URL, inPlace: true }) => ({
  id: 'request-1',
  userId: JANE,
  place,
  task,
});

describe('slow work', () => {
  it('is answered where it was asked, privately and in place of what said that it had begun', async () => {
    const context = testInteractions();

    expect(await doWork(context, workOf(EXPLAIN), 'run-1')).toEqual({ done: true });

    expect(context.recorded.replied).toMatchObject([{ url: URL, replaces: true }]);
    expect(context.recorded.replied[0]?.isPublic).toBeFalsy();
    expect(checkMessage(context.recorded.replied[0]?.content ?? {})).toEqual([]);
    expect(context.chat.standing).toEqual([]);
  });

  it('asked for in a thread is answered in the thread, for all, with nothing to share', async () => {
    const context = testInteractions();

    await doWork(context, workOf(EXPLAIN, { channel: 'C0TEAM01', threadTs: '1.2' }), 'run-1');

    expect(context.chat.standing).toMatchObject([{ channel: 'C0TEAM01', threadTs: '1.2' }]);
    expect(buttonsOf(context.chat.standing[0]).filter((button) => button.startsWith('share'))).toEqual([]);
    expect(context.recorded.replied).toEqual([]);
  });

  it('can be shared afterwards just as it stands', async () => {
    const context = testInteractions();
    await doWork(context, workOf(EXPLAIN), 'run-1');
    const [value = ''] = buttonsOf(context.recorded.replied[0]).flatMap(
      (button) => /^share (.*)$/.exec(button)?.[1] ?? [],
    );

    const shared = await pressButton(context, actor(), { actionId: 'share', value });

    expect(shared?.isPublic).toBe(true);
    expect(seen(shared?.content)).toContain('`missed-heartbeats`');
  });

  it('handed over twice is done once', async () => {
    const context = testInteractions();
    await doWork(context, workOf(EXPLAIN), 'run-1');

    for (const run of ['run-1', 'run-2'])
      expect(await doWork(context, workOf(EXPLAIN), run)).toMatchObject({ done: false });

    expect(context.recorded.replied).toHaveLength(1);
  });

  it('under way is left to who is at it, unless that has taken longer than a function may live', async () => {
    const context = testInteractions();
    const replies = { send: () => Promise.reject(new Error('killed')) };
    await expect(doWork({ ...context, replies }, workOf(EXPLAIN), 'run-1')).rejects.toThrow('killed');

    expect(await doWork(context, workOf(EXPLAIN), 'run-2')).toMatchObject({ done: false });
    context.clock.ms += 331_000;
    expect(await doWork(context, workOf(EXPLAIN), 'run-2')).toEqual({ done: true });

    expect(context.recorded.replied).toHaveLength(1);
  });

  it('that was killed goes on at once when Lambda tries it again under the same id', async () => {
    const context = testInteractions();
    const replies = { send: () => Promise.reject(new Error('killed')) };
    await expect(doWork({ ...context, replies }, workOf(EXPLAIN), 'run-1')).rejects.toThrow('killed');

    expect(await doWork(context, workOf(EXPLAIN), 'run-1')).toEqual({ done: true });

    expect(context.recorded.replied).toHaveLength(1);
  });

  it('that two runs begin at the same time is done by one', async () => {
    const context = testInteractions();

    const outcomes = await Promise.all(
      ['run-1', 'run-2', 'run-3'].map((run) => doWork(context, workOf(EXPLAIN), run)),
    );

    expect(outcomes.filter(({ done }) => done)).toHaveLength(1);
    expect(context.recorded.replied).toHaveLength(1);
  });
});

describe('slow work that fails', () => {
  it.each([
    [
      'a log group that is not there',
      LOGS,
      'There is no log group "/mq/general". Look at its name in CloudWatch.',
    ],
    ['a file that is gone', { do: 'triage', evidence: [{ fileId: 'F0' }] }, 'file_not_found'],
    [
      'a runbook that is mistyped',
      { ...LOGS, do: 'backtest', runbook: 'mised-heartbeats' },
      'Did you mean missed-heartbeats?',
    ],
    ['a runbook that is not there', { ...LOGS, do: 'backtest', runbook: 'xyzzy' }, '/triage runbook'],
  ] satisfies [string, Task, string][])('says what went wrong and what to do: %s', async (_, task, said) => {
    const context = testInteractions();

    expect(await doWork(context, workOf(task), 'run-1')).toEqual({ done: true });

    const [{ content } = { content: {} }] = context.recorded.replied;
    expect(seen(content)).toContain(said);
    expect(buttonsOf(content)).toEqual([]);
    expect(checkMessage(content)).toEqual([]);
  });

  it('in the middle of a log group says so too, and gives no half answer', async () => {
    const context = testInteractions();
    const logs = {
      async *pages() {
        yield eventsOf('missed-heartbeats/broker.log');
        throw new HalfopenError({
          code: 'logs-unavailable',
          message: 'ThrottlingException',
          hint: 'Ask again.',
          retryable: true,
        });
      },
    };

    await doWork({ ...context, logs }, workOf(LOGS), 'run-1');

    expect(seen(context.recorded.replied)).toContain('ThrottlingException. Ask again.');
    expect(seen(context.recorded.replied)).not.toContain('sure');
  });
});

describe('progress', () => {
  const pages = (count: number) =>
    Array.from({ length: count }, (_, i) =>
      eventsOf('missed-heartbeats/broker.log', `s${i}`, START_MS - 3_600_000 + i),
    );

  it('is told at most three times by a response_url, which takes five uses, and then comes the answer', async () => {
    const context = testInteractions();
    context.recorded.logPages.set('/mq/general', pages(60));
    context.recorded.pageMs = 3_000;

    await doWork(context, workOf(LOGS), 'run-1');

    expect(context.recorded.replied).toHaveLength(4);
    expect(context.recorded.replied.every(({ replaces }) => replaces)).toBe(true);
    const last = context.recorded.replied.at(-1);
    for (const { content } of context.recorded.replied.slice(0, -1))
      expect(seen(content)).toMatch(/⏳ Reading `\/mq\/general`: \d+ events/);
    expect(seen(last)).not.toContain('⏳');
  });

  it('comes soon at first, and later ever more seldom', async () => {
    const context = testInteractions();
    context.recorded.logPages.set('/mq/general', pages(120));
    context.recorded.pageMs = 1_000;
    const toldMs: number[] = [];
    const replies = { send: async () => void toldMs.push(context.clock.ms - START_MS) };

    await doWork({ ...context, replies }, workOf(LOGS), 'run-1');

    expect(toldMs.slice(0, 3)).toEqual([2_000, 12_000, 52_000]);
  });

  it('is not told of what takes a moment', async () => {
    const context = testInteractions();
    context.recorded.logPages.set('/mq/general', pages(3));
    context.recorded.pageMs = 100;

    await doWork(context, workOf(LOGS), 'run-1');

    expect(context.recorded.replied).toHaveLength(1);
  });

  it('that Slack does not take stops nothing', async () => {
    const context = testInteractions();
    context.recorded.logPages.set('/mq/general', pages(5));
    context.recorded.pageMs = 3_000;
    let sent = 0;
    const replies = { send: () => (++sent === 1 ? Promise.reject(new Error('500')) : Promise.resolve()) };

    expect(await doWork({ ...context, replies }, workOf(LOGS), 'run-1')).toEqual({ done: true });

    expect(sent).toBeGreaterThan(1);
  });

  it('in a thread stands in one message, which the answer takes the place of', async () => {
    const context = testInteractions();
    context.recorded.logPages.set('/mq/general', pages(30));
    context.recorded.pageMs = 3_000;

    await doWork(context, workOf(LOGS, { channel: 'C0TEAM01', threadTs: '1.2' }), 'run-1');

    expect(context.chat.standing).toHaveLength(1);
    expect(seen(context.chat.standing[0]?.content)).not.toContain('⏳');
  });

  it('in a thread that somebody has deleted does not lose the answer', async () => {
    const context = testInteractions();
    context.recorded.logPages.set('/mq/general', pages(30));
    context.recorded.pageMs = 3_000;
    const { post } = context.chat;
    context.chat.post = async (message) => {
      const sent = await post(message);
      if (context.chat.standing.length === 1 && seen(message.content).includes('⏳'))
        context.chat.standing.splice(0, 1);
      return sent;
    };

    await doWork(context, workOf(LOGS, { channel: 'C0TEAM01', threadTs: '1.2' }), 'run-1');

    expect(context.chat.standing).toHaveLength(1);
    expect(seen(context.chat.standing[0]?.content)).not.toContain('⏳');
  });

  it('whose answer from Slack was lost is found again, so that one message stands', async () => {
    const context = testInteractions();
    context.recorded.logPages.set('/mq/general', pages(30));
    context.recorded.pageMs = 3_000;
    const { post } = context.chat;
    context.chat.post = async (message) => {
      context.chat.post = post;
      await post(message);
      throw new HalfopenError({ code: 'slack-unknown-outcome', message: 'lost', hint: '', retryable: true });
    };

    await doWork(context, workOf(LOGS, { channel: 'C0TEAM01', threadTs: '1.2' }), 'run-1');

    expect(context.chat.standing).toHaveLength(1);
    expect(seen(context.chat.standing[0]?.content)).not.toContain('⏳');
  });

  it('told to a person directly is edited where Slack put it, since a person is no channel', async () => {
    const context = testInteractions();
    context.recorded.logPages.set('/mq/general', pages(30));
    context.recorded.pageMs = 3_000;
    const updated: string[] = [];
    const chat: Chat = {
      ...context.chat,
      post: async () => ({ channel: 'D0JANE01', ts: '1.2' }),
      update: async ({ channel }) => void updated.push(channel),
    };

    await doWork({ ...context, chat }, workOf(LOGS, { channel: JANE }), 'run-1');

    expect(new Set(updated)).toEqual(new Set(['D0JANE01']));
  });

  it('of a file tells how much was read of what', async () => {
    const context = testInteractions();
    const chunk = `${sample('missed-heartbeats/broker.log').split('\n')[0]}\n`.repeat(2_000);
    context.recorded.uploads.set('F1', {
      name: 'rabbit.log',
      chunks: Array.from({ length: 30 }, () => chunk),
    });
    context.recorded.pageMs = 3_000;

    await doWork(context, workOf({ do: 'triage', evidence: [{ fileId: 'F1' }] }), 'run-1');

    expect(seen(context.recorded.replied[0])).toMatch(/⏳ Read \d+ MB of `rabbit.log` …/);
    expect(context.recorded.replied).toHaveLength(4);
  });
});
