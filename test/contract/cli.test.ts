import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, runHalfopen } from '../support/run-halfopen.ts';
import { runInProcess } from '../support/run-in-process.ts';

const MISSED = [
  '2026-01-02 03:04:05.678901+00:00 [error] <0.680.0> closing AMQP connection <0.680.0> (10.1.2.3:41234 -> 10.1.0.9:5672 - billing):',
  '2026-01-02 03:04:05.678901+00:00 [error] <0.680.0> missed heartbeats from client, timeout: 60s',
  '',
].join('\n');
const HEALTHY =
  '2026-01-02 03:04:05.678901+00:00 [info] <0.680.0> accepting AMQP connection <0.680.0> (10.1.2.3:41234 -> 10.1.0.9:5672)\n';

let folder = '';
const file = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'halfopen-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('halfopen triage', () => {
  it('prints one JSON document with the shape that callers rely on', async () => {
    const path = file('broker.log', MISSED);

    const { code, stdout, stderr } = await runHalfopen(['triage', '--json', `broker=${path}`]);

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { diagnoses, inputs, unrecognised } = JSON.parse(stdout);
    expect(diagnoses[0]).toMatchObject({
      runbook: 'missed-heartbeats',
      severity: 'critical',
      facts: { client: '10.1.2.3:41234', timeoutSec: 60 },
      count: 1,
      firstSeen: '2026-01-02T03:04:05.678Z',
      lastSeen: '2026-01-02T03:04:05.678Z',
    });
    expect(diagnoses[0].evidence).toEqual(
      MISSED.trimEnd()
        .split('\n')
        .map((text, i) => ({ input: path, line: i + 1, text })),
    );
    expect(diagnoses[0].steps[0]).toMatchObject({
      do: expect.any(String),
      risk: expect.stringMatching(/^(none|low|high)$/),
      verify: expect.any(String),
    });
    expect(inputs).toEqual([
      expect.objectContaining({ input: path, role: 'broker', records: 1, unreadLines: 0 }),
    ]);
    expect(unrecognised).toEqual([]);
  });

  it('reads standard input, named or not', async () => {
    const [named, unnamed] = [
      await runHalfopen(['triage', '--json', '-'], MISSED),
      await runHalfopen(['triage', '--json'], MISSED),
    ];

    expect(JSON.parse(named.stdout)).toEqual(JSON.parse(unnamed.stdout));
    expect(JSON.parse(named.stdout).diagnoses).toHaveLength(1);
  });

  it.each([
    ['gzip', gzipSync(MISSED)],
    ['UTF-16 with a byte-order mark', Buffer.from(`\ufeff${MISSED}`, 'utf16le')],
    ['CRLF and colours', MISSED.replaceAll('\n', '\u001b[0m\r\n')],
    ['a quoted block', MISSED.replaceAll(/^/gm, '> ')],
    ['a compose prefix', MISSED.replaceAll(/^(?=.)/gm, 'rabbitmq_1  | ')],
  ])('reads %s', async (_, content) => {
    const { stdout } = await runInProcess(['triage', '--json'], content);

    expect(JSON.parse(stdout).diagnoses[0]).toMatchObject({
      runbook: 'missed-heartbeats',
      facts: { client: '10.1.2.3:41234' },
    });
  });

  it('says nothing of a healthy log, and exits with 0 even when asked for an exit code', async () => {
    const { code, stdout } = await runInProcess(['triage', '--json', '--exit-code'], HEALTHY);

    expect(code).toBe(0);
    expect(JSON.parse(stdout).diagnoses).toEqual([]);
  });

  it('exits with 1 on a diagnosis only when asked to', async () => {
    expect((await runHalfopen(['triage', '--exit-code'], MISSED)).code).toBe(1);
    expect((await runHalfopen(['triage'], MISSED)).code).toBe(0);
  });

  it('writes for people: 80 columns, no colour in a pipe, evidence and commands quoted', async () => {
    const { stdout } = await runInProcess(['triage'], MISSED);

    expect(stdout).toContain('missed-heartbeats');
    expect(stdout).toContain('-:1');
    expect(stdout).not.toContain('\u001b');
    const tooLong = stdout
      .split('\n')
      .filter((line) => line.length > 80 && !line.includes('$ ') && !line.includes('http'));
    expect(tooLong).toEqual([]);
  });

  it('writes Markdown in which nothing from a log can ping or link', async () => {
    const hostile = MISSED.replace('billing', 'billing @channel [x](http://evil.example)');

    const { stdout } = await runInProcess(['triage', '--markdown'], hostile);

    const outsideCode = stdout.replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '');
    expect(outsideCode).toContain('## 1.');
    expect(outsideCode).not.toMatch(/@channel|\]\(http/);
  });

  it('compares two ends given as a file and --peer', async () => {
    const header = 'State Recv-Q Send-Q Local Address:Port Peer Address:Port Process\n';
    const own = file(
      'own.txt',
      `${header}ESTAB 0 0 10.0.0.5:40456 10.0.0.9:5672\nESTAB 0 0 10.0.0.5:40500 10.0.0.9:5672\n`,
    );
    const peer = file(
      'peer.txt',
      `${header}LISTEN 0 128 0.0.0.0:5672 0.0.0.0:*\nESTAB 0 0 10.0.0.9:5672 10.0.0.5:40500\n`,
    );

    const { stdout } = await runInProcess(['triage', '--json', `host=${own}`, '--peer', peer]);

    expect(JSON.parse(stdout).diagnoses[0]).toMatchObject({ runbook: 'half-open-connection' });
    expect(stdout).toContain('40456');
  });

  it('takes a folder of own runbooks, which add to and override the built-in ones', async () => {
    const scaffold = await runInProcess(['runbook', 'new', 'dry-pump', '--dir', folder]);
    expect(scaffold.code).toBe(0);

    const { stdout } = await runInProcess(
      ['triage', '--json', '--runbooks', join(folder, 'own')],
      'ERROR: example of dry pump\n',
    );

    expect(JSON.parse(stdout).diagnoses.map((one: { runbook: string }) => one.runbook)).toEqual(['dry-pump']);
  });
});

describe('bad use', () => {
  it.each([
    ['a file that is not there', ['triage', 'no-such.log'], 'no-such.log'],
    ['a folder in place of a file', ['triage', '.'], '.'],
    ['an unknown option', ['triage', '--jsn'], '--jsn'],
    ['an unknown command', ['traige'], 'traige'],
    ['no command', [], 'command'],
    ['an unknown language', ['triage', '--lang', 'tlh'], '--lang'],
    ['two outputs at once', ['triage', '--json', '--markdown'], '--json'],
    ['a folder of runbooks that is not there', ['triage', '--runbooks', 'no-such-folder'], 'no-such-folder'],
    ['an unknown runbook', ['runbook', 'show', 'missed-heartbeat'], 'missed-heartbeats'],
    ['an id that is none', ['runbook', 'new', 'No Good'], 'No Good'],
  ])('%s: one line on standard error, nothing printed, exit 2', async (_, args, named) => {
    const { code, stdout, stderr } = await runInProcess(args);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toContain(named);
  });

  it('prints nothing of the good file when the second is unreadable', async () => {
    const { code, stdout } = await runHalfopen(['triage', '--json', file('good.log', MISSED), 'no-such.log']);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

describe('halfopen runbook', () => {
  it('lists all, with id, title and severity', async () => {
    const rows = JSON.parse((await runInProcess(['runbook', 'list', '--json'])).stdout);

    expect(rows).toContainEqual({ id: 'missed-heartbeats', title: expect.any(String), severity: 'critical' });
  });

  it.each([
    ['the words of the log line', ['missed', 'heartbeats'], 'missed-heartbeats'],
    ['words cut short and misspelt', ['clos', 'wiat'], 'close-wait-leak'],
    ['a symptom in other words', ['publisher', 'hangs', 'memory'], 'memory-alarm'],
  ])('finds by %s', async (_, words, id) => {
    const rows: { id: string; score: number }[] = JSON.parse(
      (await runInProcess(['runbook', 'search', '--json', ...words])).stdout,
    );

    expect(rows.slice(0, 3).map((row) => row.id)).toContain(id);
    expect(rows.map((row) => row.score)).toEqual(rows.map((row) => row.score).toSorted((a, b) => b - a));
  });

  it('shows one', async () => {
    const { stdout } = await runInProcess(['runbook', 'show', 'missed-heartbeats']);

    expect(stdout).toContain('missed-heartbeats');
    expect(stdout).toContain('https://');
  });

  it('lints a folder and names file, line and column of every fault', async () => {
    await runInProcess(['runbook', 'new', 'wet-pump', '--dir', join(folder, 'lint')]);
    const path = join(folder, 'lint', 'own', 'wet-pump.yml');
    writeFileSync(
      path,
      readFileSync(path, 'utf8')
        .replace('severity: warning', 'severity: urgent')
        .replace('when: seen-in-log', 'when: nowhere'),
    );

    const { code, stdout } = await runInProcess(['runbook', 'lint', join(folder, 'lint')]);

    expect(code).toBe(1);
    expect(stdout).toMatch(/wet-pump\.yml:4:11 severity/);
  });

  it('tests a folder by its examples', async () => {
    await runInProcess(['runbook', 'new', 'odd-pump', '--dir', join(folder, 'test')]);

    const { code, stdout } = await runInProcess(['runbook', 'test', join(folder, 'test')]);

    expect(stdout).toContain('1 runbook in ');
    expect(code).toBe(0);
  });
});

describe('halfopen', () => {
  it('says its version and how to use it', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

    expect((await runHalfopen(['--version'])).stdout).toBe(`${version}\n`);
    expect((await runHalfopen(['--help'])).stdout).toContain('triage');
    expect((await runHalfopen(['formats'])).stdout).toContain('RabbitMQ');
  });
});
