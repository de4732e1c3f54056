import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProgram } from '../../src/cli/create-program.ts';
import {
  type DocumentedCommand,
  documentedCommands,
  isOfTerminal,
  quotedInSentences,
} from '../support/documented-commands.ts';
import { hasMoto, startMoto } from '../support/moto.ts';
import { root } from '../support/run-halfopen.ts';

/** Commands that are not run as they stand here, by how they begin, and why. */
const NOT_RUN: Readonly<Record<string, string>> = {
  'npm ci':
    'installs and builds what this test stands in; packaging, start and deployment have tests of their own',
  'npx halfopen doctor': 'test/contract/before-deploy.test.ts and test/unit/cli/doctor.test.ts',
  'halfopen watch': 'follows a log for ever; test/e2e/watch.test.ts ends it',
  'halfopen triage --watch': 'follows a file for ever; test/e2e/watch.test.ts ends it',
  'halfopen init': 'asks on a terminal; test/contract/cli-manual.test.ts answers',
  'halfopen report': 'needs an incident; test/contract/cli-more.test.ts has one',
  'HALFOPEN_URL=': 'test/contract/documented-collector.test.ts',
  './halfopen-collector.sh': 'test/contract/documented-collector.test.ts',
  'aws cloudwatch get-metric-data': 'test/contract/documented-collector.test.ts',
  'curl -sG': 'test/contract/documented-collector.test.ts',
  'SLACK_APP_TOKEN=': 'needs a workspace; test/e2e/beside-aws.test.ts speaks Socket Mode with a stand-in',
};

const isSetting = ({ text }: DocumentedCommand) => /^[A-Z]+=\S+$/.test(text);
const SCRIPTS = ['docs/deploy.md', 'docs/cloudformation.md'];
const isOfAws = ({ file, text }: DocumentedCommand) => SCRIPTS.includes(file) && text.startsWith('aws ');

const isHere = hasMoto() && hasAws();
const isPackaged = existsSync(join(root, '.serverless', 'cloudformation.json'));
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
    // moto finds the bucket of a template in the path only where its address is this name.
    AWS_ENDPOINT_URL: moto.endpoint.replace('127.0.0.1', 'localhost'),
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
    AWS_DEFAULT_REGION: 'eu-central-1',
  };
  return execFileSync('sh', ['-ec', script], { cwd: root, env, encoding: 'utf8' });
}

const scripts = Object.keys((await import('../../package.json', { with: { type: 'json' } })).default.scripts);
const OF_NPM = ['ci', 'i', 'install', 'run', 'start', 'test'];

/** The word of a command line that nothing knows; undefined where all are known, or it is no command line of ours. */
function missingOf(words: readonly string[]): string | undefined {
  const [program, first = '', second = ''] = words;
  if (program === 'npx') return missingOf(words.slice(1));
  if (program === 'npm' && first === 'run' && second !== '')
    return scripts.includes(second) ? undefined : second;
  if (program === 'npm') return OF_NPM.includes(first) ? undefined : first;
  if (program === 'node' && first === 'bin/halfopen.cjs') return missingOfHalfopen(words.slice(2));
  if (program === 'node' && first.includes('/')) return existsSync(join(root, first)) ? undefined : first;
  return program === 'halfopen' ? missingOfHalfopen(words.slice(1)) : undefined;
}

function missingOfHalfopen(words: readonly string[]): string | undefined {
  let command: Command = createProgram(process);
  for (const [i, word] of words.entries()) {
    const options = [...command.options, ...(command.parent?.options ?? [])];
    const [flag] = word.split('=', 1);
    if (word.startsWith('-') && !options.some(({ long, short }) => flag === long || flag === short))
      return word;
    const next = command.commands.find((one) => one.name() === word);
    if (i === 0 && !next && !word.startsWith('-')) return word;
    command = next ?? command;
  }
  return undefined;
}

/** The settings and the commands of AWS on a page, as one script. */
function scriptOf(file: string): string {
  const lines = documentedCommands().filter((one) => one.file === file && (isSetting(one) || isOfAws(one)));
  return lines.map(({ text }) => text).join('\n');
}

describe('the commands in README.md, docs/, samples/ and CONTRIBUTING.md', () => {
  it('are run by a test, here or elsewhere, or are named with the reason why not', () => {
    const unknown = documentedCommands().filter(
      (command) =>
        !isSetting(command) &&
        !isOfAws(command) &&
        !isOfTerminal(command) &&
        !Object.keys(NOT_RUN).some((start) => command.text.startsWith(start)),
    );

    expect(unknown).toEqual([]);
  });

  it.runIf(isHere)(
    'of docs/deploy.md work as they are pasted, and the log line arrives whole',
    () => {
      paste('aws logs create-log-group --log-group-name /ecs/orders-worker');

      paste(scriptOf('docs/deploy.md'));

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

  it.runIf(isHere && isPackaged)(
    'of docs/cloudformation.md work as they are pasted, and make the stack',
    () => {
      const place = '--create-bucket-configuration LocationConstraint=eu-central-1';
      paste(`aws s3api create-bucket --bucket my-artifacts ${place}`);

      const printed = paste(scriptOf('docs/cloudformation.md'));

      // moto keeps no outputs of a stack that a change set made: the last command prints null.
      expect(printed).toContain('Successfully created/updated stack - halfopen-dev');
    },
    240_000,
  );

  it('that stand in sentences name commands, options, scripts and files that exist', () => {
    const unknown = quotedInSentences().flatMap(({ file, text }) => {
      const missing = missingOf(text.split(' '));
      return missing ? [`${file}: ${text}: there is no ${missing}`] : [];
    });

    expect(unknown).toEqual([]);
  });
});
