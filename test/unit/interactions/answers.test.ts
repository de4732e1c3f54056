import { describe, expect, it } from 'vitest';

import { cardsOf, press } from '../../support/at-slack.ts';
import { runQueue } from '../../support/run-queue.ts';
import {
  BOB,
  buttonsOf,
  JANE,
  openOne,
  seen,
  type TestInteractions,
  testInteractions,
  theIncident,
} from '../../support/test-interactions.ts';

/** The thread message with the questions and what answers have made of the causes. */
const storyOf = (context: TestInteractions) =>
  context.chat.standing.find(({ name }) => name.key === 'thread/story')?.content;

describe('an answer to a question of the runbook', () => {
  it('is kept with who gave it, says on the card what it means, and moves the ranking, without a private copy of that', async () => {
    const context = testInteractions();
    const { id, diagnosis } = await openOne(context);

    const said = await press(context, 'answer-yes', `${id}|0|yes`);
    await runQueue(context);

    expect(said).toBe('');
    expect(seen(cardsOf(context)[0])).toContain(diagnosis.questions[0]?.ifYes.slice(0, 40));
    expect(seen(storyOf(context))).toContain('Ranking after 1 answer');
    expect(seen(storyOf(context))).toContain(`*Yes*, answered by <@${JANE}>`);
  });

  it('that speaks against the diagnosis puts another cause first, tells so, and notes it in the story', async () => {
    const context = testInteractions();
    const { id, diagnosis } = await openOne(context);

    await press(context, 'answer-yes', `${id}|1|yes`);
    await press(context, 'answer-yes', `${id}|2|yes`);
    await runQueue(context);

    const other = diagnosis.alternatives?.find(({ runbook }) => runbook === 'network-path-lost')?.title;
    expect(seen(cardsOf(context)[0])).toContain(`Critical: ${other}`);
    expect(seen(cardsOf(context)[0])).toContain(
      `More likely after 2 answers than what was diagnosed: ${diagnosis.title}`,
    );
    expect(seen(storyOf(context))).toContain('Ranking after 2 answers');
    expect((await theIncident(context)).timeline.at(-1)?.what).toMatch(
      /^ranking changed: [\w-]+ \(\d+ %\) before missed-heartbeats/,
    );
  });

  it('may be changed: the later word counts alone', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);
    await press(context, 'answer-yes', `${id}|1|yes`, JANE);

    await press(context, 'answer-no', `${id}|1|no`, BOB);
    await runQueue(context);

    expect((await theIncident(context)).answers).toMatchObject([{ question: 1, answer: 'no', by: BOB }]);
    expect(seen(storyOf(context))).toContain('Ranking after 1 answer');
    expect(buttonsOf(storyOf(context))).toContain(`answer-yes ${id}|1|yes`);
  });

  it('given again is no news', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);
    await press(context, 'answer-yes', `${id}|0|yes`, JANE);
    const before = await theIncident(context);

    expect(await press(context, 'answer-yes', `${id}|0|yes`, BOB)).toContain('already answered yes');

    expect(await theIncident(context)).toEqual(before);
  });

  it.each(['99', '-1', '', '0.5', 'x', ' ', '1e0', '0x1', '__proto__'])(
    'to a question that is not there changes nothing: “%s”',
    async (question) => {
      const context = testInteractions();
      const { id } = await openOne(context);

      await press(context, 'answer-yes', `${id}|${question}|yes`);

      expect((await theIncident(context)).answers).toBeUndefined();
    },
  );

  it.each(['maybe', '', 'YES'])('that is neither yes nor no changes nothing: “%s”', async (word) => {
    const context = testInteractions();
    const { id } = await openOne(context);

    expect(await press(context, 'answer-yes', `${id}|0|${word}`)).toContain('no valid answer');
  });
});
