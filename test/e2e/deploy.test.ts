import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainTemplate } from '../../scripts/plain-template.mjs';
import { hasMoto, startMoto } from '../support/moto.ts';
import { packageTemplate } from '../support/package-template.ts';
import { root } from '../support/run-halfopen.ts';

const out = join(root, '.serverless');
const isHere = hasMoto() && hasAws();
if (!isHere)
  console.warn(
    '\nmoto_server or aws is not on PATH: the template is not deployed. Get them with: pip install "moto[server]" awscli\n',
  );

const folder = mkdtempSync(join(tmpdir(), 'halfopen-deploy-'));
let moto: Awaited<ReturnType<typeof startMoto>>;

beforeAll(async () => {
  if (isHere) moto = await startMoto();
}, 60_000);
afterAll(() => {
  moto?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function hasAws(): boolean {
  try {
    execFileSync('aws', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function aws(...args: string[]): string {
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
    AWS_DEFAULT_REGION: 'eu-central-1',
  };
  return execFileSync('aws', ['--endpoint-url', moto.endpoint, ...args], { env, encoding: 'utf8' });
}

/** Creates or updates the stack with the template of a deploy.yml. */
function deploy(action: 'create-stack' | 'update-stack', yaml: string): void {
  const file = join(folder, 'template.json');
  writeFileSync(file, JSON.stringify(plainTemplate(packageTemplate(yaml).template)));
  const parameter = 'ParameterKey=ArtifactBucket,ParameterValue=deploy';
  const names = ['--stack-name', 'halfopen-dev', '--capabilities', 'CAPABILITY_NAMED_IAM'];
  aws('cloudformation', action, ...names, '--template-body', `file://${file}`, '--parameters', parameter);
}

function tables(): string[] {
  return (JSON.parse(aws('dynamodb', 'list-tables')) as { TableNames: string[] }).TableNames;
}

describe.runIf(isHere)('the packaged template', () => {
  it('deploys, changes, goes and comes again, with every function and a table', () => {
    const constraint = ['--create-bucket-configuration', 'LocationConstraint=eu-central-1'];
    aws('s3api', 'create-bucket', '--bucket', 'deploy', ...constraint);
    aws('s3', 'cp', '--recursive', '--exclude', '*', '--include', '*.zip', out, 's3://deploy/halfopen/');

    deploy('create-stack', 'logGroups: [/mq/a, /mq/b]');
    expect(aws('cloudformation', 'describe-stacks', '--stack-name', 'halfopen-dev')).toContain(
      'CREATE_COMPLETE',
    );
    expect(aws('lambda', 'list-functions').match(/"FunctionName": "halfopen-dev-[\w-]+"/g)).toHaveLength(6);
    const [table] = tables();
    expect(table).toMatch(/^halfopen-dev-Table-/);

    deploy('update-stack', '{logGroups: [/mq/a], canaryChannel: "#halfopen-canary"}');
    expect(aws('lambda', 'list-functions')).toContain('halfopen-dev-canary');
    expect(tables()).toEqual([table]);

    aws('cloudformation', 'delete-stack', '--stack-name', 'halfopen-dev');
    deploy('create-stack', '{}');
    expect(aws('lambda', 'list-functions').match(/"FunctionName": "halfopen-dev-[\w-]+"/g)).toHaveLength(6);
  }, 300_000);
});
