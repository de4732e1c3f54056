import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readWork } from '../../../../src/adapters/lambda/read-work.ts';
import { doWork } from '../../../../src/interactions/work/do-work.ts';
import type { Table } from '../../../../src/ports.ts';
import { createMemoryTable } from '../../../support/memory-table.ts';
import { JANE, openOne, seen, testInteractions, theIncident } from '../../../support/test-interactions.ts';
import { openApp, press, who } from './open-app.ts';

const URL = 'https://hooks.slack.com/actions/T0/1/a';
const onCard = {
  channel: { id: 'C0TEAM01' },
  message: { ts: '1.2' },
  container: { type: 'message' },
  response_url: URL,
};

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** A table that answers nobody between `stop` and `goOn`. */
function stoppable(table: Table) {
  let stopped: Promise<void> | undefined;
  let goOn = (): void => undefined;
  const waiting =
    <Given extends unknown[], T>(run: (...given: Given) => Promise<T>) =>
    async (...given: Given): Promise<T> => {
      await stopped;
      return run(...given);
    };
  const { get, put, list, remove } = table;
  return {
    table: { get: waiting(get), put: waiting(put), list: waiting(list), remove: waiting(remove) },
    stop: () => void (stopped = new Promise((resolve) => (goOn = resolve))),
    goOn: () => goOn(),
  };
}

/** The app on a table that stops answering once an incident stands in its channel. */
async function openSlow() {
  const memory = createMemoryTable();
  const slow = stoppable(memory);
  const context = testInteractions({ table: slow.table });
  const app = openApp(context);
  const { id } = await openOne(context);
  slow.stop();
  const inTime = async <T>(sent: Promise<T>): Promise<T> => {
    await vi.advanceTimersByTimeAsync(2_800);
    return Promise.race([sent, Promise.reject(new Error('no answer within 2.8 s'))]);
  };
  return {
    app,
    context,
    id,
    inTime,
    /** Does what was handed over, as `answer` does on a table that answers, twice as a queue may; then lets the first run go on. */
    async finish() {
      for (const handed of [...context.recorded.works, ...context.recorded.works]) {
        const work = readWork(JSON.parse(JSON.stringify(handed)), undefined);
        if (!work) throw new Error('not work');
        await doWork({ ...context, table: memory }, work, 'run-1');
      }
      const handedOver = context.recorded.works.length;
      slow.goOn();
      await vi.advanceTimersByTimeAsync(10_000);
      expect(context.recorded.works).toHaveLength(handedOver);
    },
  };
}

describe('on a table that has stopped answering', () => {
  it('a command is acknowledged with the word that its answer will follow, and answered once', async () => {
    const { app, context, inTime, finish } = await openSlow();

    const { status, answer } = await inTime(app.command('incidents'));

    expect(status).toBe(200);
    expect(answer).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringContaining('will follow'),
    });
    await finish();
    expect(context.recorded.replied).toMatchObject([
      { url: expect.stringContaining('/commands/'), replaces: true },
    ]);
    expect(seen(context.recorded.replied)).toContain('10.0.0.5');
  });

  it('a command that changes something does so once, and tells all', async () => {
    const { app, context, id, inTime, finish } = await openSlow();

    await inTime(app.command(`ack ${id}`));
    await finish();

    expect(context.recorded.replied).toMatchObject([{ isPublic: true }]);
    expect(seen(context.recorded.replied)).toContain(`<@${JANE}> has it now`);
    expect((await theIncident(context)).owner?.user).toBe(JANE);
  });

  it('a command that starts slow work is answered once, with what the work found', async () => {
    const { app, context, inTime, finish } = await openSlow();
    context.recorded.logPages.set('/mq/general', [
      [{ id: '1', timestamp: 1_800_000_000_000, message: 'all is well', logStream: 'n1' }],
    ]);

    await inTime(app.command('logs /mq/general 2h'));
    await finish();

    expect(context.recorded.replied).toHaveLength(1);
    expect(seen(context.recorded.replied)).toContain('/mq/general');
  });

  it('a button is acknowledged with nothing, done, and answered once', async () => {
    const { app, context, id, inTime, finish } = await openSlow();

    expect(await inTime(app.interact(press('acknowledge', id, onCard)))).toEqual({ status: 200, answer: '' });
    await finish();

    expect(context.recorded.replied).toMatchObject([{ url: URL, replaces: false }]);
    expect(seen(context.recorded.replied)).toContain('You have it now');
    expect((await theIncident(context)).owner?.user).toBe(JANE);
  });

  it('a form closes and does what it says once; what is wrong in it comes as a message', async () => {
    const { app, context, id, inTime, finish } = await openSlow();
    const silence = (incidentId: string, hash: string) => ({
      ...who,
      type: 'view_submission',
      view: {
        id: 'V0',
        hash,
        type: 'modal',
        callback_id: 'silence',
        private_metadata: incidentId,
        state: {
          values: {
            duration: { duration: { type: 'static_select', selected_option: { value: '3600000' } } },
            scope: { scope: { type: 'radio_buttons', selected_option: { value: 'incident' } } },
            reason: { reason: { type: 'plain_text_input', value: 'failover' } },
          },
        },
      },
    });

    expect(await inTime(app.interact(silence(id, '1.h')))).toEqual({ status: 200, answer: '' });
    await inTime(app.interact(silence('0123456789abcdef-1', '2.h')));
    await finish();

    expect(await context.table.list({ pk: 'silence' }, context.clock.ms)).toHaveLength(1);
    const told = context.chat.standing.filter(({ channel }) => channel === JANE);
    expect(told).toHaveLength(1);
    expect(seen(told)).toContain('This incident has ended');
  });

  it('a mention is answered once in its thread', async () => {
    const { app, context, inTime, finish } = await openSlow();

    await inTime(
      app.event({
        type: 'app_mention',
        user: JANE,
        text: '<@U0BOT> incidents',
        channel: 'C0TEAM01',
        ts: '9.9',
      }),
    );
    await finish();

    const answers = context.chat.standing.filter(({ threadTs }) => threadTs === '9.9');
    expect(answers).toHaveLength(1);
    expect(seen(answers)).toContain('10.0.0.5');
  });

  it('Home is shown once it can be read', async () => {
    const { app, context, inTime, finish } = await openSlow();

    await inTime(app.event({ type: 'app_home_opened', user: JANE, channel: 'D0', tab: 'home' }));
    await finish();

    expect(context.recorded.published).toHaveLength(1);
  });

  it('a request that can’t be handed over either is told to be tried again', async () => {
    const { app, context, inTime } = await openSlow();
    context.worker.later = () => new Promise(() => undefined);

    const { answer } = await inTime(app.command('incidents'));

    expect(answer).toMatchObject({ response_type: 'ephemeral', text: expect.stringContaining('try again') });
  });
});
