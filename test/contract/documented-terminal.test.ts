import { execFile, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { documentedCommands, isOfTerminal } from '../support/documented-commands.ts';
import { root } from '../support/run-halfopen.ts';
import { shellOfReader } from '../support/shell-of-reader.ts';

const folder = mkdtempSync(join(tmpdir(), 'halfopen-documented-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a reader has: the program, a cluster, logs, a capture. */
function prepare(): void {
  const sample = (name: string) => join(root, 'samples', 'missed-heartbeats', name);
  const logs = ['broker.log', 'rabbit.log', 'logs/one.log', 'var/log/syslog'];
  for (const made of ['bin', 'logs', 'var/log', 'our-runbooks'])
    mkdirSync(join(folder, made), { recursive: true });
  for (const log of logs) cpSync(sample('broker.log'), join(folder, log));
  cpSync(sample('client.log'), join(folder, 'worker.log'));
  cpSync(join(root, 'samples'), join(folder, 'samples'), { recursive: true });
  cpSync(join(root, 'test/fixtures/recorded/syn-dropped/app01.pcap'), join(folder, 'capture.pcap'));
  writeFileSync(join(folder, 'other-end.txt'), 'State Recv-Q Send-Q Local Address:Port Peer Address:Port\n');
  program('halfopen', `exec "${process.execPath}" "${join(root, 'bin', 'halfopen.cjs')}" "$@"`);
  program('kubectl', 'cat broker.log');
}

function program(name: string, script: string): void {
  const path = join(folder, 'bin', name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}

/** What a page leaves to its reader: the files, and where they lie. The install before it is this checkout. */
function asTyped(text: string): string {
  return text
    .replace(/^(?:npm ci && )?node bin\/halfopen\.cjs/, 'halfopen')
    .replace(' … ', ' broker.log ')
    .replace(/ \/var\/log\/(?=syslog)/, ' var/log/');
}

/** Pastes a line into bash, with a log at the standard input. */
function paste(text: string): Promise<{ failed: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const { args, env } = shellOfReader(asTyped(text), join(folder, 'bin'));
    const child = execFile(
      'bash',
      args,
      { cwd: folder, env, maxBuffer: 16 << 20 },
      (failed, stdout, stderr) => resolve({ failed, stdout, stderr }),
    );
    child.stdin?.on('error', () => undefined); // not every command reads it
    child.stdin?.end(readFileSync(join(folder, 'broker.log')));
  });
}

const missing = ['ss', 'man'].filter((tool) => spawnSync(tool, ['--version']).error);
if (missing.length > 0)
  console.warn(`\n${missing.join(' and ')} not found: documented commands with them are not run.\n`);

const commands = documentedCommands().filter(
  (command) => isOfTerminal(command) && !command.text.split(' ').some((word) => missing.includes(word)),
);

const RUNBOOKS = new Set(
  readdirSync(join(root, 'runbooks'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yml'))
    .map((path) => basename(path, '.yml')),
);

const PRINTS_NOTHING = ['source ', 'halfopen mcp', 'halfopen filter'];

/** What samples/README.md says of each command: the runbooks that come out. */
const SAMPLES = [
  ...readFileSync(join(root, 'samples', 'README.md'), 'utf8').matchAll(
    /```sh\n(.+)\n```\n\nComes out: ([^\n]+)/g,
  ),
].map(([, text = '', says = '']) => ({
  text,
  runbooks: [...says.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)]
    .map(([, id = '']) => id)
    .filter((id) => RUNBOOKS.has(id)),
}));

describe('each sample', () => {
  it.each(SAMPLES)(
    'comes out as samples/README.md says: $text',
    async ({ text, runbooks }) => {
      const { stdout } = await paste(`${text} --verbose`);

      expect(runbooks).not.toEqual([]);
      for (const runbook of runbooks) expect(stdout).toContain(runbook);
    },
    60_000,
  );
});

describe('each command of the terminal program in the pages for readers', () => {
  prepare();

  it.each(commands)(
    'works as it is pasted from $file: $text',
    async ({ text }) => {
      const ran = await paste(text);

      expect(ran).toMatchObject({ failed: null });
      if (!PRINTS_NOTHING.some((start) => text.startsWith(start))) expect(ran.stdout).not.toBe('');
    },
    60_000,
  );

  it('that prints a configuration has made one', () => {
    expect(readFileSync(join(folder, 'halfopen.yaml'), 'utf8')).toContain('mosquitto');
  });
});
