import { describe, expect, it } from 'vitest';
import { checkMessage, checkView } from '../../../local/slack/slack-limits.ts';
import { answerCommand } from '../../../src/interactions/answer-command.ts';
import { answerMention, answerShortcut } from '../../../src/interactions/answer-message.ts';
import { actor, buttonsOf, JANE, seen, testInteractions } from '../../support/test-interactions.ts';

const URL = 'https://hooks.slack.com/commands/T0/1/a';

async function ask(text: string, context = testInteractions()) {
  const answer = await answerCommand(context, actor(), text);
  if (answer) expect(checkMessage(answer.content)).toEqual([]);
  return { answer, context, text: seen(answer?.content) };
}

describe('a runbook', () => {
  it.each(['runbook missed-heartbeats', 'rb MISSED-HEARTBEATS'])(
    'is shown whole by its id: %s',
    async (typed) => {
      const { text } = await ask(typed);

      expect(text).toContain('`missed-heartbeats`');
      expect(text).toContain('rabbitmqctl list_connections');
      expect(text).toContain('*Ask*');
      expect(text).not.toMatch(/\{\w+\|/);
    },
  );

  it.each([
    ['missed heartbeats', 'missed-heartbeats'],
    ['publisher hangs memory alarm', 'memory-alarm'],
    ['mised hartbeats', 'missed-heartbeats'],
    ['close wait leek', 'close-wait-leak'],
    ['ephemeral port exhaustion', 'ephemeral-port-exhaustion'],
  ])('is found by words, misspelt ones too: %s', async (words, id) => {
    const { answer, text } = await ask(`runbook ${words}`);

    const first = text.includes('Runbooks, best match first') ? buttonsOf(answer)[0] : text;
    expect(first).toContain(id);
  });

  it('that nobody wrote is told so', async () => {
    const { answer, text } = await ask('runbook xyzzyxyzzy');

    expect(text).toContain('No runbook matches');
    expect(buttonsOf(answer)).toEqual([]);
  });

  it('opens from each button of a list', async () => {
    const { answer } = await ask('runbook connection');

    const [first = ''] = buttonsOf(answer);
    expect(first).toMatch(/^ask runbook [\w-]+$/);
    expect((await ask(first.replace(/^ask /, ''))).text).toContain('*Why*');
  });
});

describe('what a word means', () => {
  it.each(['explain CLOSE_WAIT', 'explain close-wait', 'what close wait', 'CLOSE_WAIT', 'TimeWait'])(
    'is told at once with a picture and the runbooks that speak of it: %s',
    async (typed) => {
      const { answer, text, context } = await ask(typed);

      expect(text).toContain('you are here');
      expect(buttonsOf(answer).length).toBeGreaterThan(0);
      expect(context.recorded.works).toEqual([]);
    },
  );

  it('that is nearly one of ours is offered corrected', async () => {
    const { answer, text } = await ask('explain heartbaet');

    expect(text).toContain('Did you mean `heartbeat`?');
    expect(buttonsOf(answer)).toContain('ask explain heartbeat');
  });

  it('of a message is looked for behind the scenes', async () => {
    const { answer, context } = await ask('explain missed heartbeats from client, timeout: 60s');

    expect(answer?.isStarted).toBe(true);
    expect(context.recorded.works).toEqual([
      {
        id: `request-${JANE}`,
        userId: JANE,
        place: { responseUrl: URL },
        task: { do: 'explain', what: 'missed heartbeats from client, timeout: 60s' },
      },
    ]);
  });
});

describe('slow work', () => {
  it.each([
    ['logs /mq/general 2h', '`/mq/general`, 2 h back', 'logs'],
    ['backtest missed-heartbeats /mq/general 7d', '`missed-heartbeats` on `/mq/general`', 'backtest'],
    ['paste Error: read ECONNRESET', 'Reading the evidence', 'triage'],
    ['Error: read ECONNRESET\n    at TCP.onStreamRead', 'Reading the evidence', 'triage'],
  ])('is handed on at once, and said to have begun: %s', async (typed, said, task) => {
    const { answer, text, context } = await ask(typed);

    expect(text).toContain(said);
    expect(answer).toMatchObject({ isStarted: true });
    expect(answer?.share).toBeUndefined();
    expect(context.recorded.works).toMatchObject([{ task: { do: task }, place: { responseUrl: URL } }]);
  });

  it('reads what was pasted as it was before Slack escaped it', async () => {
    const { context } = await ask('paste [error] &lt;0.697.0&gt; closing (10.0.0.5:1 -&gt; 10.0.0.9:5672)');

    expect(context.recorded.works).toMatchObject([
      { task: { evidence: [{ text: '[error] <0.697.0> closing (10.0.0.5:1 -> 10.0.0.9:5672)' }] } },
    ]);
  });

  it('that nobody takes makes the command fail, so that it is asked again', async () => {
    const context = testInteractions();
    const worker = { later: () => Promise.reject(new Error('throttled')) };

    await expect(answerCommand({ ...context, worker }, actor(), 'logs /mq/general')).rejects.toThrow(
      'throttled',
    );
  });

  it('for which there is no place to answer to is not started', async () => {
    const context = testInteractions();
    const { channel: _, responseUrl: _url, ...nowhere } = actor();

    const answer = await answerCommand(context, nowhere, 'logs /mq/general');

    expect(seen(answer)).toContain('no place to answer to');
    expect(context.recorded.works).toEqual([]);
  });
});

describe('the form for evidence', () => {
  it('opens where somebody types nothing', async () => {
    const { answer, context } = await ask('');

    expect(answer).toBeUndefined();
    expect(context.recorded.opened).toHaveLength(1);
    expect(checkView(context.recorded.opened[0]?.view)).toEqual([]);
  });

  it('can’t open in a thread, where the command says what to do instead', async () => {
    const context = testInteractions();
    const { triggerId: _, ...mentioned } = actor();

    const answer = await answerCommand(context, mentioned, 'paste');

    expect(seen(answer)).toContain('Type evidence behind');
    expect(context.recorded.opened).toEqual([]);
  });
});

describe('a mention in a thread', () => {
  const {
    responseUrl: _url,
    triggerId: _trigger,
    ...inThread
  } = actor(JANE, { threadTs: '1800000000.000100' });
  const place = { channel: 'C0TEAM01', threadTs: '1800000000.000100' };

  it.each(['<@U0BOT> help', '<@U0BOT|halfopen>  help', '<@U0BOT>', ' <@U0BOT> '])(
    'is answered with help: %s',
    async (text) => {
      expect(seen(await answerMention(testInteractions(), inThread, { text, fileIds: [] }))).toContain(
        'Commands',
      );
    },
  );

  it('with evidence is triaged in the thread, and says nothing before', async () => {
    const context = testInteractions();

    const answer = await answerMention(context, inThread, {
      text: '<@U0BOT> ```Error: read ECONNRESET\n  at x```',
      fileIds: [],
    });

    expect(answer).toBeUndefined();
    expect(context.recorded.works).toMatchObject([
      { place, task: { do: 'triage', evidence: [{ text: 'Error: read ECONNRESET\n  at x' }] } },
    ]);
  });

  it('with files has them triaged together with what was written', async () => {
    const context = testInteractions();

    await answerMention(context, inThread, { text: '<@U0BOT> what is this?', fileIds: ['F1', 'F2'] });

    expect(context.recorded.works).toMatchObject([
      { place, task: { evidence: [{ text: 'what is this?' }, { fileId: 'F1' }, { fileId: 'F2' }] } },
    ]);
  });
});

describe('“Triage this message”', () => {
  it('reads the text of the message and its files, for the one who asked', async () => {
    const context = testInteractions();

    const answer = await answerShortcut(context, actor(), { text: 'timeout: 5s &gt; 3s', fileIds: ['F1'] });

    expect(answer.isStarted).toBe(true);
    expect(context.recorded.works).toMatchObject([
      { place: { responseUrl: URL }, task: { evidence: [{ text: 'timeout: 5s > 3s' }, { fileId: 'F1' }] } },
    ]);
  });

  it('says that a message without text and files holds nothing', async () => {
    const context = testInteractions();

    expect(seen(await answerShortcut(context, actor(), { text: ' \n', fileIds: [] }))).toContain(
      'neither text nor a file',
    );
    expect(context.recorded.works).toEqual([]);
  });
});
