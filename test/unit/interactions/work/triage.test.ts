import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkMessage } from '../../../../local/slack/slack-limits.ts';
import { doWork } from '../../../../src/interactions/work/do-work.ts';
import type { GivenEvidence } from '../../../../src/model/work.ts';
import { root } from '../../../support/run-halfopen.ts';
import {
  buttonsOf,
  JANE,
  sample,
  seen,
  type TestInteractions,
  testInteractions,
} from '../../../support/test-interactions.ts';

const place = { responseUrl: 'https://hooks.slack.com/commands/T0/1/a' };
const recorded = (path: string) => readFileSync(join(root, 'test/fixtures/recorded', path), 'utf8');

async function triage(evidence: readonly GivenEvidence[], context: TestInteractions = testInteractions()) {
  await doWork(context, { id: 'request-1', userId: JANE, place, task: { do: 'triage', evidence } }, 'run-1');
  const content = context.recorded.replied.at(-1)?.content ?? { text: '', blocks: [] };
  expect(checkMessage(content)).toEqual([]);
  return { content, text: seen(content) };
}

async function explain(what: string) {
  const context = testInteractions();
  await doWork(context, { id: 'request-1', userId: JANE, place, task: { do: 'explain', what } }, 'run-1');
  const content = context.recorded.replied.at(-1)?.content ?? {};
  expect(checkMessage(content)).toEqual([]);
  return { content, text: seen(content) };
}

const given = (path: string, role?: 'broker' | 'client' | 'host' | 'peer'): GivenEvidence => ({
  name: path,
  text: sample(path),
  ...(role ? { role } : {}),
});

describe('evidence that a person gave', () => {
  it.each([
    [
      'missed-heartbeats',
      [given('missed-heartbeats/broker.log', 'broker'), given('missed-heartbeats/client.log', 'client')],
    ],
    ['missed-heartbeats', [given('missed-heartbeats/broker.log')]],
    [
      'memory-alarm',
      [given('memory-alarm/broker.log', 'broker'), given('memory-alarm/client.log', 'client')],
    ],
    [
      'broker-shutdown',
      [given('broker-stopped/broker.log', 'broker'), given('broker-stopped/client.log', 'client')],
    ],
    [
      'half-open-connection',
      [given('half-open/mq01-ss.txt', 'host'), given('half-open/app01-ss.txt', 'peer')],
    ],
    ['close-wait-leak', [1, 2, 3].map((n) => given(`close-wait/ss-${n}.txt`, 'host'))],
    [
      'receiver-not-reading',
      [given('receiver-not-reading/mq01-ss.txt', 'host'), given('receiver-not-reading/app01-ss.txt', 'peer')],
    ],
  ])('is diagnosed as the terminal does: %s', async (runbook, evidence) => {
    const { content, text } = await triage(evidence);

    const second = content.blocks[1];
    expect(seen(second)).toContain(`\`${runbook}\``);
    expect(text).toMatch(/\d+ % sure/);
    expect(text).toContain('*Evidence*');
    expect(text).toContain('*1.*');
    expect(text).toContain('records (');
  });

  it('folds the client’s errors under their cause', async () => {
    const { text } = await triage([
      given('missed-heartbeats/broker.log', 'broker'),
      given('missed-heartbeats/client.log', 'client'),
    ]);

    expect(text).toMatch(/explains .*`write-to-closed-connection`/);
  });

  it.each(['netstat.txt', 'ss-3.txt', 'proc-net-tcp.txt'])(
    'that lists sockets is counted in a table of states: %s',
    async (file) => {
      const { content } = await triage([{ name: file, text: recorded(`close-wait-leak/${file}`) }]);

      const table = content.blocks.find(({ type }) => type === 'table');
      expect(seen(table)).toContain('CLOSE_WAIT');
      expect(seen(table)).toContain('LISTEN');
      expect(seen(table)).toMatch(/\n36\n/);
    },
  );

  it('that shows nothing wrong says so', async () => {
    const healthy = recorded('missed-heartbeats/broker.log').split('\n').slice(0, 4).join('\n');

    const { text } = await triage([{ name: 'pasted', text: healthy }]);

    expect(text).toMatch(/No problem found|No runbook found a problem/);
  });

  it('that nothing can read says so', async () => {
    const { text } = await triage([{ name: 'pasted', text: '\u0000\u0001\u0002' }]);

    expect(text).toMatch(/This does not look like|No runbook|No problem/);
  });

  it('that no runbook speaks of leads to the nearest ones, and to writing one', async () => {
    const line =
      '2026-11-22 08:04:38.200+00:00 [error] <0.697.0> frobnication of heartbeat publisher went wrong';

    const { content, text } = await triage([{ name: 'pasted', text: `${line}\n`.repeat(5) }]);

    expect(text).toContain('Unrecognised messages');
    expect(text).toContain('halfopen runbook new');
    expect(buttonsOf(content).some((button) => button.startsWith('ask-0 runbook '))).toBe(true);
  });

  it('comes in files, in chunks cut anywhere between lines, with the same result as in one piece', async () => {
    const lines = sample('missed-heartbeats/broker.log').split(/(?<=\n)/);
    const context = testInteractions();
    context.recorded.uploads.set('F1', { name: 'broker.log', chunks: lines });
    context.recorded.uploads.set('F2', {
      name: 'client.log',
      chunks: [sample('missed-heartbeats/client.log')],
    });

    const inFiles = await triage(
      [
        { fileId: 'F1', role: 'broker' },
        { fileId: 'F2', role: 'client' },
      ],
      context,
    );
    const whole = await triage([
      { name: 'broker.log', text: sample('missed-heartbeats/broker.log'), role: 'broker' },
      { name: 'client.log', text: sample('missed-heartbeats/client.log'), role: 'client' },
    ]);

    expect(inFiles.text).toBe(whole.text);
  });

  it('with lines that were cut for their length says how many could not be read', async () => {
    const context = testInteractions();
    context.recorded.uploads.set('F1', {
      name: 'broker.log',
      chunks: [sample('missed-heartbeats/broker.log')],
      cutLines: 3,
    });

    expect((await triage([{ fileId: 'F1' }], context)).text).toContain('3 lines unparsed');
  });
});

describe('a message that is explained', () => {
  it('is quoted, and told with its cause and the first steps', async () => {
    const { text } = await explain('missed heartbeats from client, timeout: 60s');

    expect(text).toContain('```\nmissed heartbeats from client, timeout: 60s\n```');
    expect(text).toContain('`missed-heartbeats`');
  });

  it('that no runbook speaks of says so', async () => {
    expect((await explain('the frobnicator of the day went home early')).text).toContain(
      'No runbook covers this message',
    );
  });
});

describe('a secret in what a person gave', () => {
  const SECRET = 'hunter2hunter2hunter2hunter2';
  const head = '2026-11-22 08:04:38.200+00:00 [error] <0.697.0>';

  it.each([200, 230, 250, 255, 259, 262, 280, 590, 599, 605])(
    'is masked wherever the line is cut: after %i characters',
    async (at) => {
      const before = `${head} missed heartbeats from client, timeout: 60s `;
      const line = `${before}${'x'.repeat(Math.max(0, at - before.length - 14))} amqp://orders:${SECRET}@mq-1.example.com:5672/`;
      const unknown = `${head} frobnication ${'y'.repeat(Math.max(0, at - 75))} amqp://orders:${SECRET}@mq-1.example.com:5672/`;

      const texts = [
        (await triage([{ name: 'pasted', text: `${line}\n` }])).text,
        (await triage([{ name: 'pasted', text: `${unknown}\n`.repeat(3) }])).text,
        (await explain(line)).text,
        (await explain(unknown)).text,
      ];

      for (const text of texts) expect(text).not.toContain('hunter2');
    },
  );
});
