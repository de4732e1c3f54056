import { describe, expect, it } from 'vitest';
import { type Submitted, submitForm } from '../../../src/interactions/submit-form.ts';
import { asker, JANE, seen, type TestDesk, testDesk } from '../../support/test-desk.ts';

function submit(
  desk: TestDesk,
  form: string,
  metadata: string,
  values: Submitted['values'],
  fileIds: string[] = [],
) {
  const {
    triggerId: _,
    responseUrl: _url,
    ...who
  } = asker(JANE, { channel: JANE, requestId: `view-${JANE}` });
  return submitForm(desk, who, { form, metadata, values, fileIds });
}

describe('the form for evidence', () => {
  const metadata = JSON.stringify({
    responseUrl: 'https://hooks.slack.com/actions/T0/1/a',
    channel: 'C0TEAM01',
  });

  it('hands on what was pasted and uploaded, with whose it is, and says that it has begun', async () => {
    const desk = testDesk();

    const errors = await submit(desk, 'paste', metadata, { evidence: 'Error: x', role: 'client' }, ['F1']);

    expect(errors).toBeUndefined();
    expect(desk.recorded.works).toMatchObject([
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
    expect(seen(desk.recorded.replied)).toContain('Reading the evidence');
  });

  it('with nothing in it says so at the field', async () => {
    const desk = testDesk();

    expect(Object.keys((await submit(desk, 'paste', metadata, { evidence: ' \n' })) ?? {})).toEqual([
      'evidence',
    ]);
    expect(desk.recorded.works).toEqual([]);
  });

  it.each(['', '{', 'null', '[]', '{"responseUrl":7}'])(
    'opened from nowhere answers the person directly: %s',
    async (place) => {
      const desk = testDesk();

      await submit(desk, 'paste', place, { evidence: 'Error: x', role: 'nobody' });

      expect(desk.recorded.works).toMatchObject([
        { place: { channel: JANE }, task: { evidence: [{ name: 'pasted', text: 'Error: x' }] } },
      ]);
      expect(seen(desk.recorded.works)).not.toContain('nobody');
    },
  );

  it('is read although Slack does not take the word that it has begun', async () => {
    const desk = testDesk();
    const replies = { send: () => Promise.reject(new Error('expired_url')) };

    expect(await submit({ ...desk, replies }, 'paste', metadata, { evidence: 'Error: x' })).toBeUndefined();

    expect(desk.recorded.works).toHaveLength(1);
  });
});
