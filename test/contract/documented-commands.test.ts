import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasMoto, startMoto } from '../support/moto.ts';
import { root } from '../support/run-halfopen.ts';

/** Commands that this test does not run, by how they begin, and why. */
const NOT_RUN_HERE: Readonly<Record<string, string>> = {
  'npm ci':
    'installs and builds what this test stands in; packaging, start and deployment have tests of their own',
  'npx halfopen doctor': 'test/contract/before-deploy.test.ts and test/unit/cli/doctor.test.ts',
  'halfopen ': 'test/unit/cli and test/e2e run the terminal program',
  'node bin/halfopen.mjs': 'test/unit/cli and test/e2e run the terminal program',
  'source <(halfopen completion':
    'changes the shell of who types it; the unit tests of the terminal program make the text',
  'SLACK_APP_TOKEN=': 'needs a workspace; test/e2e/beside-aws.test.ts speaks Socket Mode with a stand-in',
  'kubectl ': 'needs a cluster',
  'ss ': 'reads the sockets of whichever machine it runs on',
  'aws s3 cp': 'test/e2e/deploy.test.ts uploads the zips',
  'aws cloudformation': 'test/e2e/deploy.test.ts deploys the template',
};

interface Command {
  file: string;
  text: string;
}

/** Every line of every shell block in README.md and docs/. */
function documented(): Command[] {
  const files = ['README.md', ...readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'))];
  return files.flatMap((name) => {
    const file = name === 'README.md' ? name : `docs/${name}`;
    const blocks = readFileSync(join(root, file), 'utf8').matchAll(/^ *```sh\n([^]*?)^ *```/gm);
    return [...blocks].flatMap(([, block = '']) =>
      block
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((text) => ({ file, text })),
    );
  });
}

const isSetting = ({ text }: Command) => /^[A-Z]+=\S+$/.test(text);
const isRun = ({ text }: Command) => text.startsWith('aws ssm ') || text.startsWith('aws logs ');

const isHere = hasMoto() && hasAws();
let moto: Awaited<ReturnType<typeof startMoto>>;
beforeAll(async () => {
  if (isHere) moto = await startMoto();
}, 240_000);
afterAll(() => moto?.stop());

function hasAws(): boolean {
  try {
    execFileSync('aws', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Runs a script as a reader would who pastes it. */
function paste(script: string): string {
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: moto.endpoint,
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
    AWS_DEFAULT_REGION: 'eu-central-1',
  };
  return execFileSync('sh', ['-ec', script], { env, encoding: 'utf8' });
}

describe('the commands in README.md and docs/', () => {
  it('are run by a test, here or elsewhere, or are named with the reason why not', () => {
    const unknown = documented().filter(
      (command) =>
        !isSetting(command) &&
        !isRun(command) &&
        !Object.keys(NOT_RUN_HERE).some((start) => command.text.startsWith(start)),
    );

    expect(unknown).toEqual([]);
  });

  it.runIf(isHere)(
    'of docs/deploy.md work as they are pasted, and the log line arrives whole',
    () => {
      paste('aws logs create-log-group --log-group-name /ecs/orders-worker');

      paste(
        documented()
          .filter((command) => command.file === 'docs/deploy.md' && (isSetting(command) || isRun(command)))
          .map(({ text }) => text)
          .join('\n'),
      );

      const parameters = paste('aws ssm describe-parameters --query "Parameters[].Name"');
      expect(JSON.parse(parameters)).toEqual([
        '/halfopen/dev/slack-bot-token',
        '/halfopen/dev/slack-signing-secret',
        '/halfopen/dev/snapshot-secret',
      ]);
      const events = paste(
        'aws logs get-log-events --log-group-name /ecs/orders-worker --log-stream-name try --query "events[].message"',
      );
      expect(JSON.parse(events)).toEqual([
        expect.stringMatching(
          /^\d{4}-\d\d-\d\d [\d:]{8}\.000000\+00:00 \[error\] <0\.1\.0> closing AMQP connection .* missed heartbeats from client, timeout: 60s$/,
        ),
      ]);
    },
    240_000,
  );
});
