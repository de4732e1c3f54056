import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../support/run-halfopen.ts';

interface Resource {
  Type: string;
  Properties: Record<string, never>;
}
type Template = { Resources: Record<string, Resource> };

const FUNCTIONS = ['ingest-logs', 'ingest-snapshot', 'slack', 'answer', 'notify', 'sweep'];
const out = join(root, '.serverless');
let template: Template;

beforeAll(() => {
  template = JSON.parse(
    readFileSync(join(out, 'cloudformation-template-update-stack.json'), 'utf8'),
  ) as Template;
});

function ofType(type: string): [string, Resource][] {
  return Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
}

describe('what npm run package leaves', () => {
  it('is a zip within its budget for each function', () => {
    const sizes = Object.fromEntries(
      FUNCTIONS.map((name) => [name, statSync(join(out, `${name}.zip`)).size]),
    );

    expect(sizes['slack']).toBeLessThanOrEqual(1_400_000);
    expect(sizes['answer']).toBeLessThanOrEqual(1_800_000);
    expect(sizes['notify']).toBeLessThanOrEqual(1_800_000);
    expect(sizes['ingest-logs']).toBeLessThanOrEqual(1_620_000);
    expect(sizes['ingest-snapshot']).toBeLessThanOrEqual(1_620_000);
  });

  it('is the same bytes when nothing has changed', () => {
    const again = mkdtempSync(join(tmpdir(), 'halfopen-package-'));

    execFileSync('node', ['scripts/package.mjs'], {
      cwd: root,
      stdio: 'ignore',
      env: { ...process.env, PACKAGE_DIR: again },
    });

    for (const name of FUNCTIONS) {
      const [one, other] = [out, again].map((folder) => readFileSync(join(folder, `${name}.zip`)));
      expect(one?.equals(other ?? Buffer.of()), name).toBe(true);
    }
    rmSync(again, { recursive: true, force: true });
  }, 300_000);

  it('lets the table forget what has expired and nothing else', () => {
    const [[, table] = []] = ofType('AWS::DynamoDB::Table');

    expect(table?.Properties).toMatchObject({
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      BillingMode: 'PAY_PER_REQUEST',
    });
  });

  it('runs every function on arm64 and nodejs24.x, each with a role of its own', () => {
    const functions = ofType('AWS::Lambda::Function');
    const roles = functions.map(([, { Properties }]) => JSON.stringify(Properties['Role']));

    expect(functions).toHaveLength(FUNCTIONS.length);
    for (const [name, { Properties }] of functions)
      expect(Properties, name).toMatchObject({ Architectures: ['arm64'], Runtime: 'nodejs24.x' });
    expect(new Set(roles).size).toBe(FUNCTIONS.length);
  });

  it('grants no action by wildcard, and no resource by wildcard but to what takes none', () => {
    for (const [name, { Properties }] of ofType('AWS::IAM::Role')) {
      const statements = (
        Properties['Policies'] as unknown as {
          PolicyDocument: { Statement: { Action: string | string[]; Resource: unknown }[] };
        }[]
      ).flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
      for (const { Action, Resource } of statements) {
        const actions = [Action].flat();
        expect(
          actions.filter((action) => action.includes('*')),
          name,
        ).toEqual([]);
        if (Resource === '*')
          expect(
            actions.every((action) => action.startsWith('xray:')),
            name,
          ).toBe(true);
      }
    }
  });

  it('lets the function that ends late requests use the table and the queue as the one that Slack calls does', () => {
    for (const role of ['SlackRole', 'AnswerRole']) {
      const text = JSON.stringify(template.Resources[role]);
      expect(text, role).toMatch(/sqs:SendMessage"[^{}]*"Resource":\{"Fn::GetAtt":\["NotifyQueue"/);
      expect(text, role).toContain('dynamodb:PutItem');
    }
  });

  it('keeps notify from sending to its own queue, and has Lambda stop it if it ever does', () => {
    expect(JSON.stringify(template.Resources['NotifyRole'])).not.toContain('sqs:SendMessage');
    expect(template.Resources['NotifyLambdaFunction']?.Properties).toMatchObject({
      RecursiveLoop: 'Terminate',
    });
  });

  it('holds no secret: functions get the names of parameters', () => {
    const text = JSON.stringify(template);

    expect(text).not.toMatch(/resolve:ssm|xoxb-/);
    expect(JSON.stringify(template.Resources['SlackLambdaFunction'])).toContain('SLACK_SIGNING_SECRET_PARAM');
  });

  it('has routes for Slack and snapshots, a sweep each minute, and someone to tell when something is stuck', () => {
    const routes = ofType('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties['RouteKey']);
    const alarms = ofType('AWS::CloudWatch::Alarm').map(([name]) => name);
    const queue = template.Resources['NotifyQueue']?.Properties;

    expect(new Set(routes)).toEqual(new Set(['POST /slack/events', 'POST /v1/snapshots']));
    expect(alarms).toEqual(
      expect.arrayContaining([
        'NotifyDeadLettersAlarm',
        'FailuresAlarm',
        'NotifyAgeAlarm',
        'SweepMissingAlarm',
      ]),
    );
    expect(queue?.['RedrivePolicy']).toBeDefined();
    expect(ofType('AWS::Lambda::EventInvokeConfig')).toHaveLength(3);
    expect(
      ofType('AWS::Events::Rule').map(([, { Properties }]) => Properties['ScheduleExpression']),
    ).toContain('rate(1 minute)');
    for (const [, { Properties }] of ofType('AWS::Logs::LogGroup'))
      expect(Properties['RetentionInDays']).toBe(30);
  });

  it('passes cfn-lint', () => {
    const file = join(out, 'cloudformation-template-update-stack.json');
    try {
      execFileSync('cfn-lint', ['--version'], { stdio: 'ignore' });
    } catch {
      console.warn(
        '\ncfn-lint is not on PATH: the template is not linted. Get it with: pip install cfn-lint\n',
      );
      return;
    }

    // W3005: the packager states dependencies that are there anyway.
    const said = execFileSync('cfn-lint', ['--ignore-checks', 'W3005', '--', file], { encoding: 'utf8' });

    expect(said).toBe('');
  }, 300_000);
});
