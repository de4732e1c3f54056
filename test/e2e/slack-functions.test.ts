import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendEvents } from '../../src/adapters/pipeline-client.ts';
import { type FakeSlack, type SlackCall, startFakeSlack } from '../support/fake-slack.ts';
import { type LambdaProcess, startLambda } from '../support/lambda-runtime.ts';
import { readyUrl } from '../support/ready-url.ts';
import { root } from '../support/run-halfopen.ts';
import {
  commandBody,
  eventBody,
  type HttpEvent,
  interactionBody,
  pressed,
  signedRequest,
  submitted,
} from '../support/slack-requests.ts';

const SECRET = 'test-secret';
const GROUP = '/mq/broker.log';
const folder = mkdtempSync(join(tmpdir(), 'halfopen-slack-'));
let host: ChildProcess;
let slackApi: FakeSlack;
let slack: LambdaProcess;
let answer: LambdaProcess;
let incidentId: string;
let working: Promise<unknown> = Promise.resolve();

beforeAll(async () => {
  host = spawn('node', ['dist/start.mjs'], {
    cwd: root,
    env: { ...process.env, PORT: '0', HALFOPEN_DATA_DIR: folder },
  });
  const url = await readyUrl(host);
  const log = readFileSync(join(root, 'samples/missed-heartbeats/broker.log'), 'utf8').trimEnd();
  const events = log.split('\n').map((message, i) => ({ id: `${i}`, timestamp: Date.now(), message }));
  await sendEvents(url, GROUP, events);
  slackApi = await startFakeSlack((work) => {
    working = working.then(() => answer.invoke(work));
  });
  const env = {
    ...(JSON.parse(readFileSync(join(folder, 'endpoints.json'), 'utf8')) as Record<string, string>),
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    HALFOPEN_CONFIG: join(folder, 'config.json'),
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_BOT_TOKEN: 'xoxb-test',
    SLACK_API_URL: `${slackApi.url}/api/`,
    AWS_ENDPOINT_URL_LAMBDA: slackApi.url,
  };
  slack = await startLambda(join(root, '.serverless', 'slack.zip'), env);
  answer = await startLambda(join(root, '.serverless', 'answer.zip'), env);
  const { body } = await command('incidents');
  incidentId = /show ([0-9a-f]{16}-1)/.exec(body)?.[1] ?? `no incident in ${body}`;
}, 120_000);

afterAll(() => {
  slack?.close();
  answer?.close();
  slackApi?.close();
  host?.kill();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(request: HttpEvent): Promise<{ status: number; body: string }> {
  const { payload, error } = await slack.invoke(request);
  expect(error).toBeUndefined();
  const { statusCode, body } = payload as { statusCode: number; body: string };
  return { status: statusCode, body };
}

const command = (text: string) =>
  ask(signedRequest(SECRET, commandBody(text, { responseUrl: `${slackApi.url}/reply` })));
const press = (actionId: string, value: string) =>
  ask(signedRequest(SECRET, interactionBody(pressed(actionId, value, `${slackApi.url}/reply`))));
const submit = (form: string, values: Readonly<Record<string, Record<string, unknown>>>) =>
  ask(signedRequest(SECRET, interactionBody(submitted(form, incidentId, values))));

/** What was said or called since, all slow work done. */
async function since(from: number): Promise<SlackCall[]> {
  await working;
  return slackApi.calls.slice(from);
}

describe('the packaged functions that answer Slack', () => {
  it.each([
    ['help', /Commands/],
    ['runbook publisher hangs', /publisher/i],
    ['runbok publisher hangs', /Did you mean/],
    ['explain CLOSE_WAIT', /you are here/],
    ['incidents', /sent nothing for too long/],
    ['routes severity=critical', /Dry run/],
    ['silences', /No silence/],
    ['maintenance', /No maintenance window/],
    ['audit', /audit/],
    ['no-such-command', /is not a command/],
    ['reopen', /incident id is missing/],
  ])('answer /triage %s privately in the acknowledgement', async (text, expected) => {
    const { status, body } = await command(text);

    expect(status).toBe(200);
    expect(body).toMatch(expected);
    expect((JSON.parse(body) as { response_type: string }).response_type).toBe('ephemeral');
  });

  it.each([
    ['show', /Acknowledge/],
    ['why', /Route/],
    ['report', /Post-mortem/],
  ])('answer /triage %s with the incident it names', async (name, expected) => {
    const { body } = await command(`${name} ${incidentId}`);

    expect(body).toMatch(expected);
  });

  it.each([
    [`logs ${GROUP} 1h`, /sent nothing for too long/],
    [`backtest missed-heartbeats ${GROUP} 1h`, /would have fired for \*1\*/],
    ['logs /no/such/group 1h', /log group not found/],
    ['explain missed heartbeats from client, timeout: 60s', /sent nothing for too long/],
    [
      'tcp 0 0 10.0.0.1:5672 10.0.0.2:40000 CLOSE_WAIT\ntcp 0 0 10.0.0.1:5672 10.0.0.2:40001 CLOSE_WAIT',
      /CLOSE_WAIT/,
    ],
  ])('hand slow work to answer before the acknowledgement: /triage %s', async (text, expected) => {
    const from = slackApi.calls.length;

    const { body } = await command(text);
    const calls = await since(from);

    expect(body).toContain('⏳');
    expect(calls[0]?.method).toBe('invoke');
    const replies = calls.filter(({ method }) => method === 'reply');
    expect(replies.length).toBeLessThanOrEqual(5);
    expect(JSON.stringify(replies.at(-1)?.given)).toMatch(expected);
    expect(replies.at(-1)?.given).toMatchObject({ response_type: 'ephemeral', replace_original: true });
  });

  it('take an answer to a question as evidence, and say so', async () => {
    const { status } = await press('answer-no', `${incidentId}|0|no`);
    const { body } = await command(`show ${incidentId}`);

    expect(status).toBe(200);
    expect(body).toContain('Ranking after 1 answer');
  });

  it('acknowledge, assign, silence, confirm, refute and resolve, each under the name of who did', async () => {
    const from = slackApi.calls.length;

    await press('acknowledge', incidentId);
    for (const form of ['assign', 'silence', 'refute']) await press(form, incidentId);
    const views = (await since(from)).filter(({ method }) => method === 'views.open');
    const assigned = await submit('assign', { whom: { selected_user: 'U0ALICE' }, note: { value: 'yours' } });
    const unsaid = await submit('silence', {
      duration: { selected_option: { value: '3600000' } },
      scope: { selected_option: { value: 'incident' } },
      reason: { value: '' },
    });
    const silenced = await submit('silence', {
      duration: { selected_option: { value: '3600000' } },
      scope: { selected_option: { value: 'incident' } },
      reason: { value: 'planned restart' },
    });
    await press('confirm', incidentId);
    const refuted = await submit('refute', {
      right: { selected_option: { value: 'network-path-lost' } },
      note: {},
    });
    await press('resolve', incidentId);
    const report = await command(`report ${incidentId}`);

    expect(views.map(({ given }) => (given['view'] as { callback_id: string }).callback_id)).toEqual([
      'assign',
      'silence',
      'refute',
    ]);
    expect(JSON.stringify(views[1]?.given)).toContain('in the last day');
    expect(JSON.parse(unsaid.body)).toMatchObject({ response_action: 'errors', errors: { reason: /./ } });
    expect([assigned.body, silenced.body, refuted.body]).toEqual(['', '', '']);
    for (const what of ['acknowledged', 'assigned', 'silenced', 'confirmed', 'not this', 'resolved'])
      expect(report.body).toContain(what);
    expect((await command('audit 30')).body).toContain('U0ONCALL');
  });

  it('end a silence by its button, and share an answer with the channel', async () => {
    await command('silence system=default 1h drill');
    const { body } = await command('silences');
    const silenceId = /"action_id":"end-silence"[^}]*\}[^}]*"value":"([^"]+)"/.exec(body)?.[1] ?? '';
    const from = slackApi.calls.length;

    await press('end-silence', silenceId);
    await press('share', 'ask explain CLOSE_WAIT');
    const replies = (await since(from)).filter(({ method }) => method === 'reply');

    expect(replies.map(({ given }) => given['response_type'])).toEqual(['in_channel', 'in_channel']);
    expect(JSON.stringify(replies[0]?.given)).toContain('ended the silence');
    expect(JSON.stringify(replies[1]?.given)).toContain('Shared by <@U0ONCALL>');
  });

  it('triage a message by its shortcut, and answer a mention in its thread', async () => {
    const message = {
      type: 'message',
      user: 'U0BOB',
      ts: '1.000003',
      text: '&lt;0.9.0&gt; missed heartbeats from client, timeout: 60s',
    };
    const from = slackApi.calls.length;

    await ask(
      signedRequest(
        SECRET,
        interactionBody({
          type: 'message_action',
          callback_id: 'triage_message',
          message_ts: message.ts,
          message,
          channel: { id: 'C0ONCALL', name: 'on-call' },
          response_url: `${slackApi.url}/reply`,
        }),
      ),
    );
    const shortcut = await since(from);
    const event = {
      type: 'app_mention',
      user: 'U0BOB',
      channel: 'C0ONCALL',
      ts: '5.000001',
      event_ts: '5.000001',
      text: '<@U0BOT> missed heartbeats from client, timeout: 60s',
    };
    const mention = signedRequest(SECRET, eventBody(event), { json: true });
    await ask(mention);
    const again = { ...mention, headers: { ...mention.headers, 'x-slack-retry-num': '1' } };
    const repeated = await ask(again);
    const answered = (await since(from + shortcut.length)).filter(
      ({ method }) => method === 'chat.postMessage',
    );

    expect(JSON.stringify(shortcut.at(-1)?.given)).toContain('sent nothing for too long');
    expect(repeated).toEqual({ status: 200, body: '' });
    expect(answered).toHaveLength(1);
    expect(answered[0]?.given).toMatchObject({ channel: 'C0ONCALL', thread_ts: '5.000001' });
  });

  it('publish App Home', async () => {
    const from = slackApi.calls.length;
    const event = { type: 'app_home_opened', user: 'U0ONCALL', channel: 'D1', tab: 'home', event_ts: '6.1' };

    await ask(signedRequest(SECRET, eventBody(event), { json: true }));
    const [published] = await since(from);

    expect(published?.method).toBe('views.publish');
    expect(JSON.stringify(published?.given)).toMatch(/Runbook health.*missed-heartbeats.*Sources/s);
  });

  it('do the same work once, whoever hands it over again', async () => {
    const work = {
      id: 'same',
      userId: 'U0ONCALL',
      place: { responseUrl: `${slackApi.url}/reply` },
      task: { do: 'explain', what: 'missed heartbeats from client, timeout: 60s' },
    };
    const from = slackApi.calls.length;

    const first = await answer.invoke(work);
    const second = await answer.invoke({ ...work });
    const none = await answer.invoke({ nonsense: true });

    expect(first.payload).toEqual({ done: true });
    expect(second.payload).toMatchObject({ done: false });
    expect(none.payload).toMatchObject({ done: false, why: /no work/ });
    expect(slackApi.calls.length - from).toBe(1);
  });
});
