import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  PutSubscriptionFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTable } from '../../src/adapters/create-table.ts';
import type { Finding } from '../../src/adapters/doctor/check.ts';
import { runPlanChecks } from '../../src/cli/doctor/run-plan-checks.ts';
import { createStream, hasMoto, startMoto } from '../support/moto.ts';
import { fillGaps } from '../support/moto-gaps.ts';

const isHere = hasMoto();
const folder = mkdtempSync(join(tmpdir(), 'halfopen-before-'));
const OTHER = 'arn:aws:kinesis:eu-central-1:123456789012:stream/other';
const services = [
  'CLOUDFORMATION',
  'LAMBDA',
  'DYNAMODB',
  'SSM',
  'CLOUDWATCH_LOGS',
  'SERVICE_QUOTAS',
  'RESOURCE_GROUPS_TAGGING_API',
];
let moto: Awaited<ReturnType<typeof startMoto>>;
let aws: Awaited<ReturnType<typeof fillGaps>>;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  if (!isHere) return;
  moto = await startMoto();
  aws = await fillGaps(moto.endpoint, {
    concurrentExecutions: 1_000,
    filterQuota: 2,
    infrequent: ['/mq/rare'],
  });
  const where = {
    endpoint: moto.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
  };
  env = {
    ...Object.fromEntries(services.map((service) => [`AWS_ENDPOINT_URL_${service}`, aws.endpoint])),
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
  };
  await createStream(moto.endpoint, 'other');
  const logs = new CloudWatchLogsClient(where);
  for (const logGroupName of ['/mq/orders', '/mq/full', '/mq/rare', '/aws/lambda/halfopen-dev-notify'])
    await logs.send(new CreateLogGroupCommand({ logGroupName }));
  for (const filterName of ['archive', 'siem'])
    await logs.send(
      new PutSubscriptionFilterCommand({
        logGroupName: '/mq/full',
        filterName,
        filterPattern: '',
        destinationArn: OTHER,
        roleArn: 'arn:aws:iam::123456789012:role/r',
      }),
    );
  const ssm = new SSMClient(where);
  await ssm.send(
    new PutParameterCommand({
      Name: '/halfopen/dev/slack-bot-token',
      Value: 'xoxb-secret',
      Type: 'SecureString',
    }),
  );
  await ssm.send(
    new PutParameterCommand({ Name: '/halfopen/dev/snapshot-secret', Value: 'plain', Type: 'String' }),
  );
  await createTable(new DynamoDBClient(where), 'halfopen-dev');
}, 240_000);
afterAll(() => {
  aws?.stop();
  moto?.stop();
  rmSync(folder, { recursive: true });
});

async function look(yaml: string): Promise<Map<string, Finding>> {
  const file = join(folder, 'deploy.yml');
  writeFileSync(file, yaml);
  const findings = await runPlanChecks({ ...env, HALFOPEN_DEPLOY: file }, 'dev');
  return new Map(findings.map((finding) => [finding.check, finding]));
}

describe.runIf(isHere)('halfopen doctor --before-deploy', () => {
  it('says of each log group whether it is there, may be subscribed to and has room', async () => {
    const found = await look('logGroups: [/mq/orders, /mq/ordres, /mq/full, /mq/rare]');

    expect(found.get('log group /mq/orders')).toMatchObject({ status: 'ok' });
    expect(found.get('log group /mq/ordres')).toMatchObject({
      status: 'fail',
      hint: 'Did you mean /mq/orders? Correct deploy.yml.',
    });
    expect(found.get('log group /mq/full')?.hint).toContain(
      'delete-subscription-filter --log-group-name /mq/full --filter-name archive',
    );
    expect(found.get('log group /mq/rare')).toMatchObject({
      status: 'fail',
      found: expect.stringContaining('class'),
    });
  });

  it('says of a pattern what it finds, and when it finds nothing yet', async () => {
    const found = await look('logGroups: [/mq/o*, /aws/amazonmq/broker/*]');

    expect(found.get('log group /mq/orders')).toMatchObject({ status: 'ok' });
    expect(found.get('log groups /aws/amazonmq/broker/*')).toMatchObject({
      status: 'warn',
      found: 'finds none yet',
    });
  });

  it('says of each parameter whether it is there and encrypted, and never what it holds', async () => {
    const found = await look('managementUrlParameter: /teams/mq/url');

    expect(found.get('parameter /halfopen/dev/slack-bot-token')).toMatchObject({ status: 'ok' });
    expect(found.get('parameter /halfopen/dev/slack-signing-secret')).toMatchObject({ status: 'fail' });
    expect(found.get('parameter /halfopen/dev/snapshot-secret')).toMatchObject({ status: 'warn' });
    expect(found.get('parameter /teams/mq/url')?.hint).toContain('--name /teams/mq/url');
    expect(JSON.stringify([...found.values()])).not.toContain('xoxb-secret');
  });

  it('says what an earlier deployment left, and how to go on with it', async () => {
    const first = await look('{}');
    const named = await look('table: halfopen-dev');

    expect(first.get('table halfopen-dev')?.hint).toContain('table: halfopen-dev');
    expect(first.get('log group /aws/lambda/halfopen-dev-notify')).toMatchObject({ status: 'fail' });
    expect(named.get('table halfopen-dev')).toMatchObject({ status: 'ok' });
    expect(first.get('stack halfopen-dev')?.found).toContain('first deployment');
  });

  it('counts the executions that would be reserved against those of the account', async () => {
    expect((await look('{}')).get('concurrency')).toMatchObject({ status: 'ok' });
    expect((await look('reservedConcurrency: {ingest-logs: 950}')).get('concurrency')).toMatchObject({
      status: 'fail',
      found: expect.stringContaining('leaves 50'),
    });
  });

  it('says so where AWS can’t be asked, and reads the files all the same', async () => {
    const file = join(folder, 'deploy.yml');
    writeFileSync(file, 'logGroups: [/mq/orders]');
    const nowhere = {
      HALFOPEN_DEPLOY: file,
      AWS_REGION: 'eu-central-1',
      AWS_ENDPOINT_URL_CLOUDFORMATION: 'http://127.0.0.1:9',
      AWS_ACCESS_KEY_ID: 'x',
      AWS_SECRET_ACCESS_KEY: 'x',
    };

    const findings = await runPlanChecks(nowhere, 'dev');

    expect(findings.find(({ check }) => check === 'account')).toMatchObject({ status: 'fail' });
    expect(findings.filter(({ check }) => check === 'deployment').map(({ status }) => status)).toEqual([
      'ok',
      'warn',
      'warn',
    ]);
  });
});
