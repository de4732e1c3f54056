import { describe, expect, it } from 'vitest';
import { checkView } from '../../../local/slack/slack-limits.ts';
import { pressButton } from '../../../src/interactions/press-button.ts';
import { submitForm } from '../../../src/interactions/submit-form.ts';
import { ask } from '../../support/at-slack.ts';
import { runQueue } from '../../support/run-queue.ts';
import {
  actor,
  BOB,
  JANE,
  openOne,
  seen,
  type TestInteractions,
  testInteractions,
  theIncident,
} from '../../support/test-interactions.ts';

const said = (context: TestInteractions) =>
  context.chat.standing
    .filter(({ name }) => name.key.startsWith('said/note'))
    .map(({ content }) => seen(content));

describe('a note', () => {
  it('is said in the thread with who wrote it, and stands in the post-mortem, secrets masked', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);

    await ask(context, 'note failover began at 09:10, password=hunter2000');
    await runQueue(context, 60_000);

    expect(said(context)).toHaveLength(1);
    expect(said(context)[0]).toContain(`<@${JANE}>: failover began at 09:10`);
    expect((await theIncident(context)).timeline.at(-1)).toMatchObject({ by: JANE });
    const report = (await ask(context, `report ${id}`)).text;
    expect(report).toContain('note: failover began at 09:10');
    expect(report + said(context).join('')).not.toContain('hunter');
  });

  it('is written by a form of the thread, also when it is over', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);
    await pressButton(context, actor(), { actionId: 'resolve', value: id });

    await pressButton(context, actor(BOB), { actionId: 'note', value: id });
    expect(checkView(context.recorded.opened[0]?.view ?? {})).toEqual([]);
    const form = { form: 'note', metadata: id, fileIds: [] };
    expect(await submitForm(context, actor(BOB), { ...form, values: { note: ' ' } })).toEqual({
      note: 'Write what is to be noted.',
    });
    await submitForm(context, actor(BOB), { ...form, values: { note: 'it was the switch' } });
    await submitForm(context, actor(BOB), { ...form, values: { note: 'it was the switch' } });

    expect(said(context)).toEqual([expect.stringContaining('it was the switch')]);
  });
});
