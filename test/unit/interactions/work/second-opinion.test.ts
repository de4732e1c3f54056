import { describe, expect, it } from 'vitest';
import { checkMessage } from '../../../../local/slack/slack-limits.ts';
import { HalfopenError } from '../../../../src/errors.ts';
import { doWork } from '../../../../src/interactions/work/do-work.ts';
import type { Opinion, OpinionQuestion } from '../../../../src/ports.ts';
import {
  buttonsOf,
  JANE,
  sample,
  seen,
  type TestInteractions,
  testInteractions,
} from '../../../support/test-interactions.ts';

const UNKNOWN =
  '2026-11-22 08:01:00.000000+00:00 [error] <0.5.0> flux gate 7 lost its polarity, password=hunter2000\n';
const place = { responseUrl: 'https://hooks.slack.com/commands/T0/1/a' };

function model(answer: () => Promise<{ runbook?: string; why: string }>) {
  const asked: OpinionQuestion[] = [];
  const opinion: Opinion = {
    model: 'a-model',
    async ask(question) {
      asked.push(question);
      return answer();
    },
  };
  return { opinion, asked };
}

let requests = 0;

async function triage(context: TestInteractions, opinion: Opinion | undefined, text = UNKNOWN) {
  const evidence = [{ name: 'paste', text }];
  const work = {
    id: `request-${++requests}`,
    userId: JANE,
    place,
    task: { do: 'triage' as const, evidence },
  };
  await doWork({ ...context, ...(opinion ? { opinion } : {}) }, work, `run-${requests}`);
  const content = context.recorded.replied.at(-1)?.content ?? { text: '', blocks: [] };
  expect(checkMessage(content)).toEqual([]);
  return { content, text: seen(content) };
}

describe('a second opinion', () => {
  it('is marked as a guess, leads to the runbook, and pages nobody', async () => {
    const context = testInteractions();
    const { opinion } = model(async () => ({
      runbook: 'memory-alarm',
      why: 'It names <!channel> polarity.',
    }));

    const { content, text } = await triage(context, opinion);

    expect(content.text).toBe('Nothing diagnosed');
    expect(text).toContain('*A model’s guess, no diagnosis*');
    expect(text).not.toContain('<!channel>');
    expect(buttonsOf({ content })).toContain('ask runbook memory-alarm');
    expect(context.chat.standing).toEqual([]);
  });

  it('rests on shapes of messages, without secrets or what changes from one to the next', async () => {
    const { opinion, asked } = model(async () => ({ why: 'None fits.' }));

    const { text } = await triage(testInteractions(), opinion);

    expect(asked[0]?.messages).toEqual([{ text: 'flux gate <*> lost its polarity, password=***', count: 1 }]);
    expect(text).toContain('none of the runbooks fits. None fits.');
  });

  it('may name only a runbook that there is', async () => {
    const { opinion } = model(async () => ({ runbook: 'rm -rf', why: 'Trust me.' }));

    expect((await triage(testInteractions(), opinion)).text).toContain('none of the runbooks fits');
  });

  it('is not asked for where something is diagnosed, nor where no model is set', async () => {
    const { opinion, asked } = model(async () => ({ why: '' }));

    await triage(testInteractions(), opinion, sample('missed-heartbeats/broker.log'));
    const { text } = await triage(testInteractions(), undefined);

    expect(asked).toEqual([]);
    expect(text).not.toContain('guess');
  });

  it('is asked for as often a day as the configuration says', async () => {
    const context = testInteractions();
    const { opinion, asked } = model(async () => ({ why: 'None fits.' }));

    for (let i = 0; i < 2; i++) await triage(context, opinion);
    const { text } = await triage(context, opinion);

    expect(asked).toHaveLength(2);
    expect(text).toContain('the 2 of today are used up');
    context.clock.ms += 86_400_000;
    await triage(context, opinion);
    expect(asked).toHaveLength(3);
  });

  it('that fails costs nothing of the answer', async () => {
    const { opinion } = model(() =>
      Promise.reject(
        new HalfopenError({ code: 'opinion-unavailable', message: 'Bedrock is away', hint: 'Wait.' }),
      ),
    );

    const { text } = await triage(testInteractions(), opinion);

    expect(text).toContain('no runbook knows 1 error record');
    expect(text).toContain('The model gave no guess: Bedrock is away');
  });
});
