import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runInTerminal } from '../support/in-terminal.ts';
import { root } from '../support/run-halfopen.ts';
import { runInProcess } from '../support/run-in-process.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'halfopen-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const isInstalled = (program: string) => spawnSync(program, ['--version']).status === 0;

/** What bash offers for the words of a line, the last of which is being typed. */
async function completed(...words: string[]): Promise<string[]> {
  const script = join(folder, 'completion.bash');
  writeFileSync(script, (await runInProcess(['completion', 'bash'])).stdout);
  const program = `halfopen() { '${process.execPath}' '${root}/bin/halfopen.cjs' "$@"; }
source '${script}'; COMP_WORDS=(halfopen "$@"); COMP_CWORD=$#; _halfopen; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const shown = execFileSync('bash', ['--norc', '-c', program, 'bash', ...words], {
    cwd: root,
    encoding: 'utf8',
  });
  return shown.split('\n').filter(Boolean);
}

describe('halfopen completion', () => {
  it('completes commands, and those below them', async () => {
    expect(await completed('tri')).toEqual(['triage']);
    expect(await completed('runbook', 's')).toEqual(['show', 'search']);
  });

  it('completes options of their own command, and their values', async () => {
    expect(await completed('triage', '--ju')).toEqual(['--junit']);
    expect(await completed('routes', '--ju')).toEqual([]);
    expect(await completed('triage', '--color', 'a')).toEqual(['auto', 'always']);
  });

  it('completes files where a command takes files, and runbooks where it shows one', async () => {
    expect(await completed('triage', 'README')).toEqual(['README.md']);
    expect(await completed('runbook', 'show', 'memory-a')).toEqual(['memory-alarm']);
  });

  it.each(['bash', 'zsh', 'fish'])('is a script that %s reads', async (shell) => {
    if (!isInstalled(shell)) return console.warn(`${shell} is not installed: its script is not tried.`);
    const script = join(folder, `completion.${shell}`);
    writeFileSync(script, (await runInProcess(['completion', shell])).stdout);

    const { status, stderr } = spawnSync(shell, ['-n', script], { encoding: 'utf8' });

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('refuses another shell', async () => {
    expect((await runInProcess(['completion', 'tcsh'])).stderr).toMatch(
      /Allowed choices are bash, zsh, fish/,
    );
  });
});

describe('halfopen man', () => {
  it('has every command with its options, the exit codes and examples', async () => {
    const { stdout } = await runInProcess(['man']);

    for (const part of [
      '.SS "halfopen triage',
      '\\-\\-junit',
      '\\-\\-color <when>',
      '.SH EXIT STATUS',
      'NO_COLOR',
    ])
      expect(stdout).toContain(part);
    expect(stdout).toContain('kubectl logs rabbitmq\\-0 | halfopen triage');
  });

  it('is a page that groff sets without a warning', async () => {
    if (!isInstalled('groff')) return console.warn('groff is not installed: the page is not set.');
    const { stdout: input } = await runInProcess(['man']);

    const { status, stderr } = spawnSync('groff', ['-man', '-ww', '-z', '-Tutf8', '-Kutf8'], {
      input,
      encoding: 'utf8',
    });

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('halfopen --help', () => {
  it('shows examples and exit codes', async () => {
    expect((await runInProcess(['--help'])).stdout).toMatch(
      /Examples:\n {2}\$ halfopen demo\n[^$]*\$ halfopen triage broker\.log/,
    );
    expect((await runInProcess(['--help'])).stdout).toMatch(/Exit codes:\n {2}0 {2}it ran/);
    expect((await runInProcess(['triage', '--help'])).stdout).toContain('halfopen triage --each --junit');
  });

  it('is named for the command that was used badly', async () => {
    expect((await runInProcess(['runbook', 'show'])).stderr).toContain('See halfopen runbook show --help.');
  });
});

describe('halfopen init', () => {
  const init = (dir: string, ...args: string[]) =>
    runInProcess(['init', '--dir', join(folder, dir), ...args]);
  const written = (dir: string, name: string) => readFileSync(join(folder, dir, name), 'utf8');

  it('writes both files from options, with the comments, so that the program takes them', async () => {
    const answers = ['--channel', '#payments', '--mention', 'S0123ABCD', '--quiet-hours', '22:00-07:00'];
    const { code, stdout } = await init(
      'flags',
      '--yes',
      ...answers,
      '--log-groups',
      '/a/b, /c',
      '--time-zone',
      'Europe/Berlin',
    );

    expect(code).toBe(0);
    expect(stdout).toMatch(/^Wrote .*halfopen\.yml and .*deploy\.yml\./);
    expect(written('flags', 'deploy.yml')).toMatch(/^logGroups:\n {2}- \/a\/b\n {2}- \/c$/m);
    expect(written('flags', 'halfopen.yml')).toContain('# nothing more seen for so long: resolved');
    expect(written('flags', 'halfopen.yml')).toMatch(
      /^# yaml-language-server: \$schema=\.\/halfopen\.v1\.schema\.json\n/,
    );
    expect(JSON.parse(written('flags', 'halfopen.v1.schema.json'))).toMatchObject({ type: 'object' });
    const config = join(folder, 'flags', 'halfopen.yml');
    const routes = async (severity: string) =>
      JSON.parse(
        (await runInProcess(['routes', `severity=${severity}`, '--config', config, '--json'])).stdout,
      );
    expect(await routes('critical')).toMatchObject({ channel: '#payments', mention: 'S0123ABCD' });
    expect(await routes('info')).toMatchObject({
      quietHours: { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' },
    });
  });

  it('asks the five questions at a terminal', async () => {
    const shown = await runInTerminal(['init', '--dir', join(folder, 'asked')], {
      columns: 100,
      rows: 40,
      typed: '#payments\n\n\n\n\n',
    });

    expect(shown.match(/\]: /g)).toHaveLength(5);
    expect(written('asked', 'deploy.yml')).toContain('channel: "#payments"');
  });

  it('overwrites nothing unless told to, and then says so', async () => {
    await init('twice', '--yes', '--channel', '#mine');

    const refused = await init('twice', '--yes', '--channel', '#other');
    expect(refused).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--force') });
    expect(written('twice', 'deploy.yml')).toContain('#mine');

    expect((await init('twice', '--yes', '--force')).stdout).toMatch(/^Overwrote /);
  });

  it.each([
    ['hours that are none', ['--quiet-hours', 'nights'], 'Write them like 22:00-07:00'],
    [
      'a time zone that is none',
      ['--quiet-hours', '22:00-07:00', '--time-zone', 'Mars'],
      'is not a time zone',
    ],
    ['a name in place of an id', ['--mention', '@sre'], 'which is not a Slack id'],
  ])('writes nothing with %s', async (_, args, told) => {
    const { code, stderr } = await init('bad', '--yes', ...args);

    expect({ code, told: stderr.includes(told) }).toEqual({ code: 2, told: true });
    expect(() => written('bad', 'halfopen.yml')).toThrow('ENOENT');
  });

  it('does not wait for an answer where nobody can give one', async () => {
    expect((await init('pipe')).stderr).toMatch(/standard input is not a terminal.* --yes/);
  });
});
