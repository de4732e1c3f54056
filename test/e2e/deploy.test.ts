import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../support/run-halfopen.ts';

const out = join(root, '.serverless');
const PORT = 20_000 + (process.pid % 20_000);
const endpoint = `http://127.0.0.1:${PORT}`;
const isHere = ['moto_server', 'aws'].every((program) => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT' && program === 'moto_server';
  }
});
if (!isHere)
  console.warn(
    '\nmoto_server or aws is not on PATH: the template is not deployed. Get them with: pip install "moto[server]" awscli\n',
  );

function aws(...args: string[]): string {
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
    AWS_DEFAULT_REGION: 'eu-central-1',
  };
  return execFileSync('aws', ['--endpoint-url', endpoint, ...args], { env, encoding: 'utf8' });
}

it.runIf(isHere)(
  'the packaged template deploys, with every function and the table',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'halfopen-deploy-'));
    const server = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(PORT)], { stdio: 'ignore' });
    try {
      for (let tries = 0; tries < 100; tries++) {
        const isUp = await fetch(endpoint).then(
          () => true,
          () => false,
        );
        if (isUp) break;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      const template = readFileSync(join(out, 'cloudformation-template-update-stack.json'), 'utf8');
      const key = /"S3Key": ?"([^"]*slack\.zip)"/.exec(template)?.[1] ?? '';
      aws(
        's3api',
        'create-bucket',
        '--bucket',
        'deploy',
        '--create-bucket-configuration',
        'LocationConstraint=eu-central-1',
      );
      // One start of the program for all zips.
      const prefix = key.replace(/slack\.zip$/, '');
      aws('s3', 'cp', '--recursive', '--exclude', '*', '--include', '*.zip', out, `s3://deploy/${prefix}`);
      const file = join(folder, 'template.json');
      writeFileSync(
        file,
        template.replaceAll(
          /"S3Bucket": ?\{\s*"Ref": ?"ServerlessDeploymentBucket"\s*\}/g,
          '"S3Bucket": "deploy"',
        ),
      );

      aws(
        'cloudformation',
        'create-stack',
        '--stack-name',
        'try',
        '--capabilities',
        'CAPABILITY_NAMED_IAM',
        '--template-body',
        `file://${file}`,
      );

      expect(aws('cloudformation', 'describe-stacks', '--stack-name', 'try')).toContain('CREATE_COMPLETE');
      expect(aws('lambda', 'list-functions').match(/"FunctionName": "halfopen-dev-[\w-]+"/g)).toHaveLength(6);
      expect(aws('dynamodb', 'list-tables')).toContain('halfopen-dev');
    } finally {
      server.kill();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  120_000,
);
