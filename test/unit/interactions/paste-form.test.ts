import { describe, expect, it } from 'vitest';
import { type SubmittedForm, submitForm } from '../../../src/interactions/submit-form.ts';
import {
  actor,
  JANE,
  seen,
  type TestInteractions,
  testInteractions,
} from '../../support/test-interactions.ts';

function submit(
  context: TestInteractions,
  form: string,
  metadata: string,
  values: SubmittedForm['values'],
  fileIds: string[] = [],
) {
  const {
    triggerId: _,
    responseUrl: _url,
    ...who
  } = actor(JANE, { channel: JANE, requestId: `view-${JANE}` });
  return submitForm(context, who, { form, metadata, values, fileIds });
}

describe('the form for evidence', () => {
  const metadata = JSON.stringify({
    responseUrl: 'https://hooks.slack.com/actions/T0/1/a',
    channel: 'C0TEAM01',
  });

  it('hands on what was pasted and uploaded, with whose it is, and says that it has begun', async () => {
    const context = testInteractions();

    const errors = await submit(context, 'paste', metadata, { evidence: 'Error: x', role: 'client' }, ['F1']);

    expect(errors).toBeUndefined();
    expect(context.recorded.works).toMatchObject([
      {
        place: { responseUrl: 'https://hooks.slack.com/actions/T0/1/a' },
        task: {
          do: 'triage',
          evidence: [
            { text: 'Error: x', role: 'client' },
            { fileId: 'F1', role: 'client' },
          ],
        },
      },
    ]);
    expect(seen(context.recorded.replied)).toContain('Reading the evidence');
  });

  it('with nothing in it says so at the field', async () => {
    const context = testInteractions();

    expect(Object.keys((await submit(context, 'paste', metadata, { evidence: ' \n' })) ?? {})).toEqual([
      'evidence',
    ]);
    expect(context.recorded.works).toEqual([]);
  });

  it.each(['', '{', 'null', '[]', '{"responseUrl":7}'])(
    'opened from nowhere answers the person directly: %s',
    async (place) => {
      const context = testInteractions();

      await submit(context, 'paste', place, { evidence: 'Error: x', role: 'nobody' });

      expect(context.recorded.works).toMatchObject([
        { place: { channel: JANE }, task: { evidence: [{ name: 'pasted', text: 'Error: x' }] } },
      ]);
      expect(seen(context.recorded.works)).not.toContain('nobody');
    },
  );

  it('is read although Slack does not take the word that it has begun', async () => {
    const context = testInteractions();
    const replies = { send: () => Promise.reject(new Error('expired_url')) };

    expect(
      await submit({ ...context, replies }, 'paste', metadata, { evidence: 'Error: x' }),
    ).toBeUndefined();

    expect(context.recorded.works).toHaveLength(1);
  });
});
