import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedDynamodb } from '../../../local/aws/embedded-dynamodb.ts';
import { createTable } from '../../../src/adapters/create-table.ts';
import type { Finding } from '../../../src/adapters/doctor/check.ts';
import { readManifest, scopesOf } from '../../../src/adapters/doctor/check-scopes.ts';
import { keepLocalSecrets } from '../../../src/adapters/local-secrets.ts';
import { runChecks } from '../../../src/cli/doctor/run-checks.ts';
import { type FakeSlack, SIGNING_SECRET, startFakeSlack, TOKEN } from './fake-slack.ts';

const SCOPES = scopesOf(readManifest() ?? '').map(({ scope }) => scope);
const AWS = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'a-secret-key-of-aws',
};

let folder = '';
let slack: FakeSlack;
let store: Awaited<ReturnType<typeof startEmbeddedDynamodb>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'halfopen-doctor-'));
  store = await startEmbeddedDynamodb(folder);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint: store.endpoint, region: 'eu-central-1', credentials });
  await createTable(client, 'halfopen-test');
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  slack = await startFakeSlack(SCOPES);
});
afterEach(() => slack.close());

async function look(yaml = '', more: NodeJS.ProcessEnv = {}, mayPost = true): Promise<Finding[]> {
  const config = join(folder, 'halfopen.yml');
  writeFileSync(config, yaml);
  return runChecks(
    {
      ...AWS,
      HALFOPEN_CONFIG: config,
      HALFOPEN_TABLE: 'halfopen-test',
      AWS_ENDPOINT_URL_DYNAMODB: store.endpoint,
      HALFOPEN_URL: slack.url,
      SLACK_API_URL: `${slack.url}/api/`,
      SLACK_BOT_TOKEN: TOKEN,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      ...more,
    },
    { mayPost },
  );
}

const faults = (findings: readonly Finding[]) => findings.filter(({ status }) => status !== 'ok');
const of = (findings: readonly Finding[], check: string) => findings.find((one) => one.check === check);
const route = (channel: string, more = '') => `routes: [{name: payments, channel: "${channel}"${more}}]`;

describe('halfopen doctor', () => {
  it('finds nothing amiss where all is well, and says what it looked at', async () => {
    const yaml = `${route('C0PAYMENTS', ', mention: S0PAYMENT')}\npermissions: {silence: [S0PAYMENT, U0ANNA01]}`;

    const findings = await look(yaml);

    expect(faults(findings)).toEqual([]);
    expect(findings.map(({ check }) => check)).toEqual([
      'configuration',
      'deployment',
      'environment',
      'SLACK_BOT_TOKEN',
      'SLACK_SIGNING_SECRET',
      'Slack',
      'Slack scopes',
      'channel #on-call',
      'channel C0PAYMENTS',
      'group S0PAYMENT',
      'people',
      'message',
      'signed request',
      'unsigned request',
      'store',
      'log groups',
      'charts',
    ]);
    expect(of(findings, 'people')?.found).toContain('U0ANNA01 not checked');
  });

  it('names a missing scope, what it is for, and that the app must be installed again', async () => {
    slack.scopes = SCOPES.filter((scope) => scope !== 'files:write');

    const [fault, ...more] = faults(await look());

    expect(more).toEqual([]);
    expect(fault).toMatchObject({ check: 'Slack scopes', status: 'fail' });
    expect(fault?.found).toBe('files:write is missing, for uploading the charts of cards');
    expect(fault?.hint).toContain('install the app to the workspace again');
  });

  it('says what to type in a channel the app is not in', async () => {
    slack.answers['conversations.history'] = ({ channel }) =>
      channel === 'C0PAYMENTS' ? { ok: false, error: 'not_in_channel' } : undefined;

    const [fault, ...more] = faults(await look(route('C0PAYMENTS')));

    expect(more).toEqual([]);
    expect(fault).toMatchObject({
      check: 'channel C0PAYMENTS',
      status: 'fail',
      found: 'Slack answered not_in_channel to conversations.history',
      hint: 'In that channel type: /invite @halfopen',
    });
  });

  it('finds a channel by its name with the message it posts there, which is deleted by its id', async () => {
    const findings = await look(route('#payments'));

    expect(of(findings, 'channel #payments')).toMatchObject({ status: 'ok' });
    expect(of(findings, 'channel #payments')?.found).toContain('C0NAMED01');
    expect(slack.calls.filter((call) => call.startsWith('chat.')).toSorted()).toEqual([
      'chat.delete C0NAMED01',
      'chat.delete C0NAMED01',
      'chat.postMessage #on-call',
      'chat.postMessage #payments',
    ]);
  });

  it('says of a name that Slack knows no channel of how it may be spelt or joined', async () => {
    slack.answers['chat.postMessage'] = ({ channel }) =>
      channel === '#paymnts' ? { ok: false, error: 'channel_not_found' } : undefined;

    const fault = of(await look(route('#paymnts')), 'channel #paymnts');

    expect(fault).toMatchObject({
      status: 'fail',
      found: 'Slack answered channel_not_found to chat.postMessage',
    });
    expect(fault?.hint).toMatch(/spelt.*\/invite @halfopen/);
  });

  it('posts nothing with --no-post, and says which channels it could not look up so', async () => {
    const findings = await look(route('C0PAYMENTS'), {}, false);

    expect(slack.calls.filter((call) => call.startsWith('chat.'))).toEqual([]);
    expect(of(findings, 'message')).toBeUndefined();
    expect(of(findings, 'channel C0PAYMENTS')?.status).toBe('ok');
    expect(of(findings, 'channel #on-call')).toMatchObject({ status: 'warn' });
    expect(of(findings, 'channel #on-call')?.hint).toContain('Write its id');
  });

  it('warns when a message of its own stays', async () => {
    slack.answers['chat.delete'] = () => ({ ok: false, error: 'cant_delete_message' });

    const fault = of(await look(), 'message');

    expect(fault?.status).toBe('warn');
    expect(fault?.hint).toMatch(/^Delete it by hand/);
  });

  it('says where the signing secret is to be copied from when the endpoint refuses it', async () => {
    slack.signingSecret = 'ffffffffffffffffffffffffffffffff';

    const [fault, ...more] = faults(await look());

    expect(more).toEqual([]);
    expect(fault).toMatchObject({ check: 'signed request', status: 'fail' });
    expect(fault?.found).toContain('refuses our signature (401)');
    expect(fault?.hint).toContain('copy the Signing Secret of the app');
  });

  it('fails an endpoint that takes what nobody signed', async () => {
    slack.isOpen = true;

    const [fault, ...more] = faults(await look());

    expect(more).toEqual([]);
    expect(fault).toMatchObject({ check: 'unsigned request', status: 'fail' });
    expect(fault?.hint).toContain('Anybody could speak as Slack');
  });

  it('takes the address with the path that stands in the app', async () => {
    const findings = await look('', { HALFOPEN_URL: `${slack.url}/slack/events` });

    expect(of(findings, 'signed request')?.status).toBe('ok');
  });

  it('says which table is missing, and that it is deployed or named wrongly', async () => {
    const fault = of(await look('', { HALFOPEN_TABLE: 'halfopen-prod' }), 'store');

    expect(fault).toMatchObject({ status: 'fail', found: 'there is no table halfopen-prod' });
    expect(fault?.hint).toContain('Deploy first (npm run deploy)');
  });

  it('says what to look at when no store answers', async () => {
    const fault = of(await look('', { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9' }), 'store');

    expect(fault?.status).toBe('fail');
    expect(fault?.hint).toContain('Are AWS_REGION and HALFOPEN_TABLE those of the deployment?');
  });

  it('says how to start a host when there is neither one nor a table', async () => {
    const findings = await look('', { HALFOPEN_TABLE: '', HALFOPEN_DATA_DIR: join(folder, 'nowhere') });

    const fault = of(findings, 'environment');
    expect(fault?.status).toBe('fail');
    expect(fault?.found).toContain('no host has run here');
    expect(fault?.hint).toMatch(/npm start.*HALFOPEN_TABLE/);
    expect(of(findings, 'store')).toBeUndefined();
  });

  it('says once that the token is refused, and leaves out what rests on it', async () => {
    slack.answers['auth.test'] = () => ({ ok: false, error: 'invalid_auth' });

    const findings = await look();

    expect(of(findings, 'Slack')?.found).toContain('were not checked');
    expect(of(findings, 'Slack')?.hint).toContain('Bot User OAuth Token');
    expect(findings.some(({ check }) => check.startsWith('channel'))).toBe(false);
  });

  it('says which user group is unknown or empty, and who names it', async () => {
    slack.answers['usergroups.users.list'] = ({ usergroup }) =>
      usergroup === 'S0EMPTY1' ? { ok: true, users: [] } : { ok: false, error: 'no_such_subteam' };

    const findings = await look(
      `${route('C0PAYMENTS', ', mention: S0GONE01, escalate: {after: 5m}')}\npermissions: {audit: [S0EMPTY1]}`,
    );

    expect(of(findings, 'group S0GONE01')).toMatchObject({ status: 'fail' });
    expect(of(findings, 'group S0GONE01')?.found).toContain(
      'named by mention of route payments, escalate of route payments',
    );
    expect(of(findings, 'group S0GONE01')?.hint).toContain('Copy group ID');
    expect(of(findings, 'group S0EMPTY1')).toMatchObject({
      status: 'warn',
      found: 'has no members; named by permissions.audit',
    });
  });

  it('tells every fault of the configuration with its place', async () => {
    const findings = await look(
      'routes: [{name: a, channel: "no channel"}]\npermissions: {silence: [anna]}\n',
    );

    const places = findings.filter(({ check }) => check === 'configuration').map(({ found }) => found);
    expect(places).toHaveLength(2);
    expect(places[0]).toMatch(/halfopen\.yml:1:\d+ .*channel/);
    expect(places[1]).toMatch(/halfopen\.yml:2:\d+ .*Slack id/);
  });

  it('warns when all maintenance windows are past', async () => {
    const window = (year: number) =>
      `{name: upgrade, match: {system: a}, from: "${year}-01-01T00:00:00Z", to: "${year}-01-02T00:00:00Z"}`;

    const [past] = faults(await look(`maintenance: [${window(2020)}]`));
    const alsoToCome = faults(await look(`maintenance: [${window(2020)}, ${window(9000)}]`));

    expect(past).toMatchObject({ status: 'warn', found: 'all 1 maintenance windows are past' });
    expect(alsoToCome).toEqual([]);
  });

  it('warns when the host made the signing secret and the token is a real one', async () => {
    const dataDir = join(folder, 'data');
    const { SLACK_SIGNING_SECRET } = keepLocalSecrets(dataDir);
    writeFileSync(join(dataDir, 'endpoints.json'), JSON.stringify({ HALFOPEN_URL: slack.url }));
    slack.signingSecret = SLACK_SIGNING_SECRET ?? '';

    const [fault, ...more] = faults(await look('', { HALFOPEN_DATA_DIR: dataDir, SLACK_SIGNING_SECRET: '' }));

    expect(more).toEqual([]);
    expect(fault).toMatchObject({ check: 'SLACK_SIGNING_SECRET', status: 'warn' });
    expect(fault?.hint).toContain('Basic Information');
  });

  it('tells a token that is none of a bot from one, without showing it', async () => {
    const findings = await look('', { SLACK_BOT_TOKEN: 'xapp-1-a-token-of-an-app' });

    expect(of(findings, 'SLACK_BOT_TOKEN')).toMatchObject({ status: 'fail', found: 'is not a bot token' });
    expect(JSON.stringify(findings)).not.toContain('a-token-of-an-app');
  });

  it('prints no secret, not even where an answer quotes one', async () => {
    slack.answers['auth.test'] = () => ({ ok: true, user: TOKEN, team: SIGNING_SECRET });
    slack.answers['conversations.history'] = () => ({ ok: false, error: `bad ${TOKEN}` });
    slack.answers['chat.postMessage'] = () => ({ ok: false, error: `bad ${AWS.AWS_SECRET_ACCESS_KEY}` });

    const printed = JSON.stringify(await look());

    for (const secret of [TOKEN, SIGNING_SECRET, AWS.AWS_SECRET_ACCESS_KEY])
      expect(printed).not.toContain(secret);
    expect(printed).toContain('•••');
  });
});
