import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAccount, type Template } from '../../support/cloudformation-account.ts';
import { packageTemplate } from '../../support/package-template.ts';

const NEW_ACCOUNT = { filterQuota: 2, concurrency: 10 };
const groups = (...names: string[]) => Object.fromEntries(names.map((name) => [name, {}]));
const templates: Record<string, Template> = {};

beforeAll(() => {
  templates['none'] = packageTemplate('{}').template;
  templates['abc'] = packageTemplate('logGroups: [/mq/a, /mq/b, /mq/c]').template;
  templates['ac'] = packageTemplate('logGroups: [/mq/a, /mq/c]').template;
  templates['stream'] = packageTemplate('{logGroups: [/mq/a, /mq/b, /mq/c], ingest: kinesis}').template;
}, 120_000);

function template(name: string): Template {
  const found = templates[name];
  if (!found) throw new Error(`there is no template ${name}`);
  return found;
}

describe('a deployment', () => {
  it('fits into a new account, which has ten executions in all and nothing to spare', () => {
    const account = createAccount({ ...NEW_ACCOUNT, logGroups: groups('/mq/a', '/mq/b', '/mq/c') });

    expect(account.deploy(template('abc'))).toMatchObject({ status: 'COMPLETE' });
    expect(Object.values(template('abc').Resources).length).toBeLessThan(500);
  });

  it('reserves executions only for who asks, and then a new account refuses it', () => {
    const account = createAccount({ ...NEW_ACCOUNT, logGroups: {} });
    const { template: greedy } = packageTemplate('reservedConcurrency: {ingest-logs: 10}');

    expect(account.deploy(greedy)).toMatchObject({ status: 'ROLLBACK' });
    expect(greedy.Resources['IngestDashlogsLambdaFunction']?.Properties['ReservedConcurrentExecutions']).toBe(
      10,
    );
    expect(
      greedy.Resources['SweepLambdaFunction']?.Properties['ReservedConcurrentExecutions'],
    ).toBeUndefined();
  });

  it('leaves all other log groups alone when one is taken out, though each is full', () => {
    const full = { filters: ['of-others'] };
    const account = createAccount({
      ...NEW_ACCOUNT,
      logGroups: { '/mq/a': full, '/mq/b': full, '/mq/c': full },
    });
    account.deploy(template('abc'));

    const change = account.deploy(template('ac'));

    expect(change).toMatchObject({ status: 'COMPLETE', made: [], replaced: [] });
    expect(change.deleted?.length).toBe(1);
    expect([...(account.groups.get('/mq/b')?.filters ?? [])]).toEqual(['of-others']);
  });

  it('can go through a stream later, with the same filters', () => {
    const account = createAccount({ ...NEW_ACCOUNT, logGroups: groups('/mq/a', '/mq/b', '/mq/c') });
    account.deploy(template('abc'));

    const change = account.deploy(template('stream'));

    expect(change).toMatchObject({ status: 'COMPLETE' });
    expect(change.made?.filter((id) => id.startsWith('Subscription'))).toEqual([]);
  });

  it('that fails can be tried again at once, wherever it failed', () => {
    for (const failAt of Object.keys(template('abc').Resources)) {
      const account = createAccount({ ...NEW_ACCOUNT, logGroups: groups('/mq/a', '/mq/b', '/mq/c') });

      expect(account.deploy(template('abc'), failAt)).toMatchObject({ status: 'ROLLBACK' });
      expect(account.deploy(template('abc')), failAt).toMatchObject({ status: 'COMPLETE' });
    }
  });

  it('fails where a log group does not exist, and holds nothing afterwards', () => {
    const account = createAccount({ ...NEW_ACCOUNT, logGroups: groups('/mq/a') });

    expect(account.deploy(template('abc'))).toMatchObject({
      status: 'ROLLBACK',
      reason: expect.stringContaining('/mq/b'),
    });
    expect(account.groups.get('/mq/a')?.filters.size).toBe(0);
  });

  it('can be destroyed and made again at once, and again', () => {
    const account = createAccount({ ...NEW_ACCOUNT, logGroups: groups('/mq/a', '/mq/b', '/mq/c') });
    for (let round = 0; round < 3; round++) {
      expect(account.deploy(template('abc')), `round ${round}`).toMatchObject({ status: 'COMPLETE' });
      account.destroy();
    }

    expect(account.groups.get('/mq/a')?.filters.size).toBe(0);
  });

  it('goes on with a table that is named, and never removes it', () => {
    const { template: kept, text } = packageTemplate('table: halfopen-dev-Table-1A2B');

    expect(kept.Resources['Table']).toBeUndefined();
    expect(text).toContain('table/halfopen-dev-Table-1A2B');
    expect(kept.Resources['SweepLambdaFunction']?.Properties['Environment']).toMatchObject({
      Variables: { HALFOPEN_TABLE: 'halfopen-dev-Table-1A2B' },
    });
  });
});

describe('what deploy.yml asks for', () => {
  const everything = `
logGroups: [/svc/orders, /aws/amazonmq/broker/*]
logGroupTags: {halfopen: "yes"}
lookupLogGroups: [/ecs/*]
ingest: kinesis
stream: {batchSize: 200, parallel: 4}
managementUrlParameter: /teams/mq/url
amazonMqBrokers: [orders-mq, depot-mq]
vpc: {subnetIds: [subnet-0a1b2c3d, subnet-1a1b2c3d], securityGroupIds: [sg-0a1b2c3d]}
alarmEmail: on-call@example.com
alarmTopic: arn:aws:sns:eu-central-1:123456789012:pager
canaryChannel: "#halfopen-canary"
reservedConcurrency: {ingest-logs: 10}
kmsKey: arn:aws:kms:eu-central-1:123456789012:key/0b1c2d3e-0000-1111-2222-333344445555
throttle: {perSecond: 5, burst: 10}
alerts: {alertmanager: true, cloudwatchAlarms: [mq-, prod-mq-], snsTopics: ["arn:aws:sns:eu-central-1:123456789012:alarms"]}
otlp: true
`;
  let made: ReturnType<typeof packageTemplate>;
  beforeAll(() => {
    const config = `
outlets: [{name: pager, kind: pagerduty}, {name: bus, kind: eventbridge, bus: incidents}]
actions:
  - {name: kick, label: Close it, document: Ops-Kick, role: "arn:aws:iam::123456789012:role/ops", approvers: [S0OPS001]}
  - {name: start, label: Start it, function: ops-start, approvers: [S0OPS001]}
`;
    made = packageTemplate(everything, { config });
  }, 60_000);
  const properties = (id: string) => made.template.Resources[id]?.Properties ?? {};

  it('passes cfn-lint, all of it together', () => {
    try {
      execFileSync('cfn-lint', ['--version'], { stdio: 'ignore' });
    } catch {
      console.warn(
        '\ncfn-lint is not on PATH: the template is not linted. Get it with: pip install cfn-lint\n',
      );
      return;
    }
    const folder = mkdtempSync(join(tmpdir(), 'halfopen-lint-'));
    const file = join(folder, 'template.json');
    writeFileSync(file, made.text);

    // W3005: the packager states dependencies that are there anyway.
    const said = execFileSync('cfn-lint', ['--ignore-checks', 'W3005', '--', file], { encoding: 'utf8' });

    rmSync(folder, { recursive: true });
    expect(said).toBe('');
  }, 300_000);

  it('is heard: the address and the topic get every alarm', () => {
    expect(properties('AlarmEmail')).toMatchObject({ Protocol: 'email', Endpoint: 'on-call@example.com' });
    for (const [id, { Type, Properties }] of Object.entries(made.template.Resources))
      if (Type === 'AWS::CloudWatch::Alarm')
        expect(Properties['AlarmActions'], id).toEqual([
          { Ref: 'AlarmTopic' },
          'arn:aws:sns:eu-central-1:123456789012:pager',
        ]);
  });

  it('reads the metrics of the brokers that are named, and may read nothing else of CloudWatch', () => {
    const role = JSON.stringify(properties('IngestSnapshotRole'));

    expect(role.match(/cloudwatch:\w+/g)).toEqual(['cloudwatch:GetMetricData', 'cloudwatch:ListMetrics']);
    expect(properties('IngestDashsnapshotLambdaFunction')['Environment']).toMatchObject({
      Variables: { AMAZON_MQ_BROKERS: 'orders-mq,depot-mq' },
    });
  });

  it('polls with the right to read just that parameter, wherever it lies', () => {
    expect(JSON.stringify(properties('IngestSnapshotRole'))).toContain(':parameter/teams/mq/url');
    expect(properties('IngestDashsnapshotEventsRuleSchedule1')).toMatchObject({ State: 'ENABLED' });
  });

  it('is throttled, encrypted and reserved as it says', () => {
    expect(properties('HttpApiStage')).toMatchObject({
      DefaultRouteSettings: { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 },
    });
    for (const id of [
      'Table',
      'NotifyQueue',
      'FailuresQueue',
      'LogStream',
      'NotifyLambdaFunction',
      'NotifyLogGroup',
    ])
      expect(JSON.stringify(properties(id)), id).toContain('key/0b1c2d3e');
  });

  it('lets CloudWatch Logs write to the stream for log groups of this account alone', () => {
    expect(JSON.stringify(properties('LogsToStreamRole'))).toContain('"aws:SourceArn"');
  });

  it('reads the stream in full batches, several at once, and spreads one busy log over all shards', () => {
    expect(properties('StreamToIngest')).toMatchObject({
      BatchSize: 200,
      MaximumBatchingWindowInSeconds: 5,
      ParallelizationFactor: 4,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    const filters = Object.values(made.template.Resources).filter(
      ({ Type }) => Type === 'AWS::Logs::SubscriptionFilter',
    );
    expect(filters.map(({ Properties }) => Properties['Distribution'])).toEqual(['Random', 'Random']);
    expect(properties('IngestDashlogsLambdaFunction')).toMatchObject({ Timeout: 300 });
  });

  it('lets notify read the secrets of outlets and put events onto their bus, only where there are some', () => {
    const rights = JSON.stringify(properties('NotifyRole'));

    expect(rights).toContain('parameter/halfopen/dev/outlet-*');
    expect(rights).toContain('event-bus/incidents');
    expect(made.template.Resources['OutletsBehindAlarm']).toBeDefined();
    expect(template('none').Resources['OutletsBehindAlarm']).toBeUndefined();
    expect(JSON.stringify(template('none').Resources['NotifyRole'])).not.toContain('outlet-');
  });

  it('lets answer run the actions that are allowed, and where none are, none', () => {
    const rights = JSON.stringify(properties('AnswerRole'));

    expect(rights).toContain(':automation-definition/Ops-Kick:*');
    expect(rights).toContain('function:ops-start');
    expect(rights).toContain('"iam:PassRole"');
    expect(JSON.stringify(template('none').Resources['AnswerRole'])).not.toMatch(
      /Automation|PassRole|lambda:InvokeFunction/,
    );
  });

  it('takes alerts of Alertmanager and of the alarms that are named, and only where it says so', () => {
    expect(JSON.stringify(made.template.Resources)).toContain('POST /v1/alerts');
    const pattern = Object.values(made.template.Resources).find(
      ({ Type, Properties }) => Type === 'AWS::Events::Rule' && Properties['EventPattern'],
    );
    expect(pattern?.Properties['EventPattern']).toMatchObject({
      detail: { alarmName: [{ prefix: 'mq-' }, { prefix: 'prod-mq-' }], state: { value: ['ALARM'] } },
    });
    const topics = Object.values(made.template.Resources).filter(
      ({ Type, Properties }) => Type === 'AWS::SNS::Subscription' && Properties['Protocol'] === 'lambda',
    );
    expect(topics.map(({ Properties }) => Properties['TopicArn'])).toEqual([
      'arn:aws:sns:eu-central-1:123456789012:alarms',
    ]);
    expect(template('none').Resources['AlertRole']).toBeUndefined();
  });

  it('polls from the network that is named, and no other function is in it', () => {
    const inNetwork = Object.entries(made.template.Resources).filter(
      ([, { Properties }]) => Properties['VpcConfig'] !== undefined,
    );
    expect(inNetwork.map(([id]) => id)).toEqual(['IngestDashsnapshotLambdaFunction']);
    expect(properties('IngestDashsnapshotLambdaFunction')['VpcConfig']).toEqual({
      SubnetIds: ['subnet-0a1b2c3d', 'subnet-1a1b2c3d'],
      SecurityGroupIds: ['sg-0a1b2c3d'],
    });
    expect(JSON.stringify(properties('IngestSnapshotRole'))).toContain('ec2:CreateNetworkInterface');
    expect(JSON.stringify(template('none').Resources['IngestSnapshotRole'])).not.toContain('ec2:');
  });

  it('takes log records by OTLP only where it says so, with a secret of its own', () => {
    expect(JSON.stringify(made.template.Resources)).toContain('POST /v1/logs');
    expect(JSON.stringify(properties('IngestOtlpRole'))).toContain('parameter/halfopen/dev/otlp-secret');
    expect(template('none').Resources['IngestOtlpRole']).toBeUndefined();
  });

  it('looks patterns and tags up at each deployment and every quarter of an hour', () => {
    expect(JSON.stringify(properties('FoundSubscriptions'))).toContain('/aws/amazonmq/broker/*');
    expect(properties('SubscribeEventsRuleSchedule1')).toMatchObject({
      ScheduleExpression: 'rate(15 minutes)',
    });
    expect(Object.keys(made.template.Resources).filter((id) => id.startsWith('Subscription'))).toEqual([
      expect.stringContaining('svcorders'),
    ]);
  });
});

describe('a deployment that asks for nothing', () => {
  it('calls no function for a poll that is off, and has neither canary nor subscriber', () => {
    const { Resources } = template('none');

    expect(Resources['IngestDashsnapshotEventsRuleSchedule1']?.Properties).toMatchObject({
      State: 'DISABLED',
    });
    expect(Object.keys(Resources).filter((id) => /Canary|Subscribe/.test(id))).toEqual([]);
  });

  it('says that it watches nothing, that nobody hears its alarms, and that it has no canary', () => {
    const { said } = packageTemplate('{}');

    expect(said).toContain('watches nothing');
    expect(said).toContain('alarms to nobody');
    expect(said).toContain('no canary');
  }, 30_000);

  it('fails with every fault of its file, each with its place', () => {
    const make = () =>
      packageTemplate('logGroups: arn:aws:logs:eu-central-1:1:log-group:/mq/a:*\ningst: lambda\n');

    expect(make).toThrow(/deploy\.yml:1:12 logGroups: is not a list/);
    expect(make).toThrow(
      /deploy\.yml:2:1 "ingst" is not a key of the deployment here\. Did you mean "ingest"\?/,
    );
  }, 30_000);
});

describe('rights to read log groups', () => {
  const granted = async (names: string[]) => {
    const { groupArns } = (await import(join(process.cwd(), 'infra', 'watched.cjs'))) as {
      groupArns: (names: string[]) => { 'Fn::Sub': string }[];
    };
    return groupArns(names).map((arn) => arn['Fn::Sub'].split(':log-group:')[1]);
  };

  it('name each log group while there are few', async () => {
    expect(await granted(['/mq/a', '/ecs/*'])).toEqual(['/mq/a:*', '/ecs/*:*']);
  });

  it('do not grow with the list: forty brokers are granted by their folder', async () => {
    const forty = Array.from(
      { length: 40 },
      (_, i) => `/aws/amazonmq/broker/b-${i}aaaa-bbbb-cccc-dddddddddddd/general`,
    );
    const names = [...forty, '/ecs/orders'];

    expect(await granted(names)).toEqual(['/aws/amazonmq/broker/*:*', '/ecs/orders:*']);
  });

  it('are refused where nothing is common to too many names', async () => {
    await expect(granted(Array.from({ length: 200 }, (_, i) => `group-${i}`))).rejects.toThrow(
      /Write patterns/,
    );
  });
});
