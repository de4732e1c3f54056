import { describe, expect, it } from 'vitest';
import { checkView } from '../../../local/slack/slack-limits.ts';
import { pressButton } from '../../../src/interactions/press-button.ts';
import { submitForm } from '../../../src/interactions/submit-form.ts';
import { doWork } from '../../../src/interactions/work/do-work.ts';
import type { AllowedAction } from '../../../src/model/allowed-action.ts';
import { changeIncident } from '../../../src/store/incident-items.ts';
import { runQueue } from '../../support/run-queue.ts';
import {
  actor,
  auditOf,
  BOB,
  JANE,
  OPS,
  openOne,
  seen,
  type TestInteractions,
  testInteractions,
  theIncident,
} from '../../support/test-interactions.ts';

const KICK: AllowedAction = {
  name: 'kick-client',
  label: 'Close the client’s connection',
  document: 'Ops-Kick',
  parameters: { Client: '{client}', Vhost: '{vhost|/}' },
  approvers: [OPS],
  dryRun: true,
  undo: 'let-in',
};
const LET_IN: AllowedAction = {
  name: 'let-in',
  label: 'Let it in again',
  function: 'ops-let-in',
  parameters: {},
  approvers: [BOB],
  dryRun: false,
};

async function withActions(actions: AllowedAction[] = [KICK, LET_IN]) {
  const context = testInteractions({ config: { actions } });
  context.recorded.members.set(OPS, [JANE]);
  const { id } = await openOne(context);
  await runQueue(context, 60_000);
  return { context, id };
}

/** Presses the button of an action, sends its form, and does the work that comes of it. */
async function go(
  context: TestInteractions,
  value: string,
  { by = JANE, mode = 'run', reason = 'it hangs' }: { by?: string; mode?: string; reason?: string } = {},
) {
  const answer = await pressButton(context, actor(by), { actionId: 'act', value });
  if (answer) return { refused: seen(answer.content) };
  const view = context.recorded.opened.at(-1)?.view;
  const metadata = view?.private_metadata ?? '';
  const values = { mode, reason };
  const errors = await submitForm(context, actor(by), { form: 'act', metadata, values, fileIds: [] });
  for (const work of context.recorded.works.splice(0)) await doWork(context, work, 'run-1');
  return { errors, view, metadata };
}

const inThread = (context: TestInteractions) =>
  context.chat.standing.map(({ content }) => seen(content)).join('\n');

describe('an action', () => {
  it('is run once an approver has confirmed it, with the values that the form showed', async () => {
    const { context, id } = await withActions();

    const { view } = await go(context, `${id}|kick-client`);
    await runQueue(context, 60_000);

    expect(checkView(view ?? {})).toEqual([]);
    expect(seen(view)).toContain('Client = 10.0.0.5:41000');
    expect(seen(view)).toContain('Ops-Kick');
    expect(context.recorded.runs).toEqual([
      {
        action: KICK,
        run: {
          incidentId: id,
          action: 'kick-client',
          parameters: { Client: '10.0.0.5:41000', Vhost: '/' },
          isDryRun: false,
          reason: 'it hangs',
        },
        userId: JANE,
        token: expect.stringMatching(/^act-/),
      },
    ]);
    expect(inThread(context)).toContain('succeeded');
    expect(inThread(context)).toContain('closed 1 connection');
    expect(inThread(context)).toContain(`${id}|let-in`);
    expect((await theIncident(context)).timeline.map(({ what }) => what)).toContainEqual(
      'ran kick-client Client=10.0.0.5:41000 Vhost=/: succeeded (it hangs)',
    );
    const audit = (await auditOf(context)).filter(({ action }) => action === 'act');
    expect(audit.map(({ outcome, userId, target }) => [outcome, userId, target])).toEqual([
      ['allowed', JANE, id],
      ['allowed', JANE, id],
    ]);
    expect(audit.map(({ detail = '' }) => detail.slice(detail.lastIndexOf(': ') + 2)).toSorted()).toEqual([
      'it hangs',
      'succeeded',
    ]);
  });

  it('is a dry run unless the form says otherwise, and has nothing to take back then', async () => {
    const { context, id } = await withActions();

    await go(context, `${id}|kick-client`, { mode: 'dry-run' });

    expect(context.recorded.runs[0]?.run.isDryRun).toBe(true);
    expect(inThread(context)).toContain('Dry run of');
    expect(inThread(context)).not.toContain('|let-in');
  });

  it('is taken back by the action that the configuration names, with approvers of its own', async () => {
    const { context, id } = await withActions();

    expect((await go(context, `${id}|let-in`)).errors).toEqual({
      reason: expect.stringContaining('You may not run this action'),
    });
    await go(context, `${id}|let-in`, { by: BOB });

    expect(context.recorded.runs.map(({ action }) => action.name)).toEqual(['let-in']);
  });

  it('of somebody who is no approver is refused, audited and not run', async () => {
    const { context, id } = await withActions();

    const { errors } = await go(context, `${id}|kick-client`, { by: BOB });

    expect(errors).toEqual({ reason: expect.stringContaining(`Who may: ${OPS}`) });
    expect(context.recorded.runs).toEqual([]);
    expect((await auditOf(context))[0]).toMatchObject({ action: 'act', outcome: 'refused', userId: BOB });
  });

  it('that the configuration does not list has neither button nor form', async () => {
    const { context, id } = await withActions([]);

    expect(await go(context, `${id}|kick-client`)).toEqual({
      refused: expect.stringContaining('not allowed by the configuration'),
    });
    expect(inThread(context)).not.toContain('⚙️');
  });

  it('is not run on values that have changed since the form was opened', async () => {
    const { context, id } = await withActions();
    await pressButton(context, actor(), { actionId: 'act', value: `${id}|kick-client` });
    const metadata = context.recorded.opened.at(-1)?.view.private_metadata ?? '';
    await changeIncident(context, id.split('-')[0] ?? '', (known) =>
      known ? { ...known, diagnosis: { ...known.diagnosis, facts: { client: '10.9.9.9:1' } } } : known,
    );

    const values = { mode: 'run', reason: 'it hangs' };
    const errors = await submitForm(context, actor(), { form: 'act', metadata, values, fileIds: [] });

    expect(errors).toEqual({ reason: expect.stringContaining('have changed') });
    expect(context.recorded.works).toEqual([]);
  });

  it('says which fact it lacks', async () => {
    const { context, id } = await withActions([{ ...KICK, parameters: { Queue: '{queue}' } }]);

    expect((await go(context, `${id}|kick-client`)).refused).toContain('does not tell {queue}');
  });

  it('is not run a second time when its first run was interrupted', async () => {
    const { context, id } = await withActions();
    const { works } = context.recorded;
    await pressButton(context, actor(), { actionId: 'act', value: `${id}|kick-client` });
    const metadata = context.recorded.opened.at(-1)?.view.private_metadata ?? '';
    const form = { form: 'act', metadata, values: { mode: 'run', reason: 'it hangs' }, fileIds: [] };
    await submitForm(context, actor(), form);
    const [work] = works;
    if (!work) throw new Error('nothing was started');
    const dying = {
      ...context,
      actions: {
        run: async () => {
          throw new Error('the function was ended');
        },
      },
    };

    await expect(doWork(dying, work, 'run-1')).rejects.toThrow('ended');
    await doWork(context, work, 'run-1');

    expect(context.recorded.runs).toEqual([]);
    expect(inThread(context)).toContain('unknown');
    expect(inThread(context)).toContain('does not run it a second time');
  });

  it('whose outcome Slack did not take is told again, not run again', async () => {
    const { context, id } = await withActions();
    await pressButton(context, actor(), { actionId: 'act', value: `${id}|kick-client` });
    const metadata = context.recorded.opened.at(-1)?.view.private_metadata ?? '';
    const form = { form: 'act', metadata, values: { mode: 'run', reason: 'it hangs' }, fileIds: [] };
    await submitForm(context, actor(), form);
    const [work] = context.recorded.works;
    if (!work) throw new Error('nothing was started');
    const deaf = {
      ...context,
      chat: { ...context.chat, post: () => Promise.reject(new Error('no answer')) },
    };

    await expect(doWork(deaf, work, 'run-1')).rejects.toThrow('no answer');
    await doWork(context, work, 'run-1');

    expect(context.recorded.runs).toHaveLength(1);
    expect(inThread(context)).toContain('succeeded');
  });

  it('masks secrets that it prints', async () => {
    const { context, id } = await withActions();
    context.recorded.outcome = { state: 'failed', said: 'login with password=hunter2000 failed' };

    await go(context, `${id}|kick-client`);

    expect(inThread(context)).toContain('failed');
    expect(inThread(context)).not.toContain('hunter');
  });
});
