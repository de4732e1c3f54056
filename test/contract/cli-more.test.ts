import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, runHalfopen } from '../support/run-halfopen.ts';
import { runInProcess } from '../support/run-in-process.ts';

const ROUTES = `
routes:
  - {name: security, match: {runbook: access-*}, mention: S0SECURITY, continue: true}
  - {name: audit, match: {runbook: access-*}, channel: "#audit", continue: true}
  - {name: payments, match: {system: payments, severity: critical}, channel: "#payments", mention: S0PAYMENT, escalate: {after: 15m}}
  - {name: office, match: {system: internal*}, channel: C0INTERNAL, quietHours: {from: "00:00", to: "00:00"}}
`;

let folder = '';
let config = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'halfopen-more-'));
  config = join(folder, 'halfopen.yml');
  writeFileSync(config, ROUTES);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('halfopen explain', () => {
  it.each([['CLOSE_WAIT'], ['close', 'wait'], ['close-wait']])(
    'draws a state, however it is written: %s',
    async (...words) => {
      const { code, stdout, stderr } = await runInProcess(['explain', ...words]);

      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^CLOSE_WAIT\n/);
      expect(stdout).toContain('◀── you are here');
      expect(stdout).toContain('halfopen runbook show close-wait-leak');
      expect(stdout.split('\n').filter((line) => line.length > 80 && !line.includes('$ '))).toEqual([]);
    },
  );

  it('tries the runbooks on a message', async () => {
    const message = 'missed heartbeats from client, timeout: 60s';

    const text = await runInProcess(['explain', message]);
    const json = await runInProcess(['explain', '--json', message]);

    expect(text.stdout).toContain('missed-heartbeats');
    expect(JSON.parse(json.stdout).diagnoses[0]).toMatchObject({ runbook: 'missed-heartbeats' });
  });

  it('prints a topic as JSON', async () => {
    const { stdout } = await runInProcess(['explain', 'recv-q', '--json']);

    expect(JSON.parse(stdout).topic).toMatchObject({ name: 'Recv-Q', look: expect.any(String) });
  });

  it('asks whether a known word was meant', async () => {
    const { code, stdout, stderr } = await runHalfopen(['explain', 'clos_wait']);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(
      'halfopen: "clos_wait" is not a word that can be explained. Did you mean: halfopen explain CLOSE_WAIT?\n',
    );
  });
});

describe('halfopen routes', () => {
  const routes = (...args: string[]) =>
    runInProcess(['routes', '--config', config, ...args], '', { SLACK_CHANNEL: '#on-call' });

  it('names the label that was meant, since a misspelt one would match nothing without a word', async () => {
    expect(await routes('severty=critical')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'halfopen: "severty" is not a label. Did you mean severity=?\n',
    });
  });

  it('says whom routes that continue add, and where copies go', async () => {
    const { stdout } = await routes('runbook=access-denied', 'system=payments', 'severity=critical');

    expect(stdout).toContain('mention      S0PAYMENT, S0SECURITY\ncopy to      #audit, mention nobody\n');
  });

  it('says where an incident would go, and whom it would call', async () => {
    const { code, stdout } = await routes('system=payments', 'severity=critical');

    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        'route        payments',
        'channel      #payments',
        'mention      S0PAYMENT',
        'escalation   S0PAYMENT after 15 min',
        'quiet hours  none',
        '',
      ].join('\n'),
    );
  });

  it('says what is quiet now, for programs too', async () => {
    const text = await routes('system=internal-crm', 'severity=critical');
    const { stdout } = await routes('system=internal-crm', '--json');

    expect(text.stdout).toMatch(/00:00 to 00:00 UTC: now, until \S+Z; critical ones come all the same/);
    expect(JSON.parse(stdout)).toMatchObject({
      route: 'office',
      channel: 'C0INTERNAL',
      mention: null,
      quietHours: { timeZone: 'UTC', isNow: true, until: expect.stringMatching(/Z$/) },
    });
  });

  it.each([['#payments'], ['payments']])(
    'is content when it goes where --expect says: %s',
    async (channel) => {
      const { code, stderr } = await routes('system=payments', 'severity=critical', '--expect', channel);

      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    },
  );

  it('exits with 1 and one line when it goes elsewhere', async () => {
    const { code, stderr } = await routes('system=payments', 'severity=info', '--expect', '#payments');

    expect(code).toBe(1);
    expect(stderr).toBe('halfopen: it goes to #on-call by route "default", not to #payments.\n');
  });

  it.each([
    [['payments'], '"payments" is not label=value.'],
    [['severity=critcal'], 'Did you mean critical?'],
    [[], 'missing required argument'],
    [['system=a', '--expect', ''], '--expect has no channel.'],
  ])('refuses %j in one line', async (words, said) => {
    const { code, stdout, stderr } = await routes(...words);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toEqual([expect.stringContaining(said)]);
  });
});

describe('halfopen report and doctor', () => {
  it('say that no host runs, and how to start one', async () => {
    const nowhere = { HALFOPEN_DATA_DIR: join(folder, 'nowhere'), HALFOPEN_TABLE: '' };

    const report = await runInProcess(['report', '0123456789abcdef-1'], '', nowhere);
    const doctor = await runInProcess(['doctor', '--json'], '', nowhere);

    expect(report).toMatchObject({ code: 2, stdout: '' });
    expect(report.stderr).toMatch(/no host has run here.*npm start/);
    expect(doctor.code).toBe(1);
    expect(JSON.parse(doctor.stdout)).toContainEqual({
      check: 'environment',
      status: 'fail',
      found: expect.stringContaining('no host has run here'),
      hint: expect.stringContaining('npm start'),
    });
  });

  it('ask for the incident', async () => {
    const { code, stderr } = await runInProcess(['report']);

    expect(code).toBe(2);
    expect(stderr).toBe('halfopen: the incident is missing. halfopen report --list names what is open.\n');
  });
});

describe('beside a running host', () => {
  let host: ChildProcess;
  let id = '';
  const env = () => ({ HALFOPEN_DATA_DIR: folder, HALFOPEN_TABLE: '', SLACK_BOT_TOKEN: '' });
  const ask = (...args: string[]) => runInProcess(args, '', env());

  beforeAll(async () => {
    // Builds what is out of date, so that the host is made of the same sources.
    await runHalfopen(['--version']);
    host = spawn(process.execPath, [join(root, 'dist', 'start.mjs'), '--demo'], {
      env: { ...process.env, PORT: '0', HALFOPEN_DATA_DIR: folder, SLACK_BOT_TOKEN: '', HALFOPEN_TABLE: '' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await new Promise<void>((resolve) =>
      host.stdout?.on('data', (said: Buffer) => said.includes('Look at') && resolve()),
    );
    for (let tries = 0; tries < 40 && id === ''; tries++) {
      const { stdout } = await ask('report', '--list');
      id = /^([0-9a-f]{16}-1) critical +default +The broker closed a client/m.exec(stdout)?.[1] ?? '';
    }
  }, 60_000);
  afterAll(async () => {
    host.kill('SIGTERM');
    await new Promise((resolve) => host.once('exit', resolve));
  }, 30_000);

  it('report drafts the post-mortem of an incident that --list names', async () => {
    const { code, stdout, stderr } = await runHalfopen(['report', id], '', env());

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^# Post-mortem \(draft\): The broker closed a client/);
    expect(stdout).toContain(`Incident \`${id}\``);
  });

  it('report writes it to a folder, and never over a draft that is there', async () => {
    const drafts = join(folder, 'drafts');

    const first = await ask('report', id, '--to', drafts);
    const second = await ask('report', id, '--to', drafts);

    expect(first.stdout).toBe(`Wrote ${join(drafts, `${id}.md`)}\n`);
    expect(readFileSync(join(drafts, `${id}.md`), 'utf8')).toMatch(/^# Post-mortem/);
    expect(second).toMatchObject({ code: 2, stdout: '' });
    expect(second.stderr).toContain('already exists');
  });

  it('report names the nearest incident, else those that are open', async () => {
    const [near, beginning, far] = [
      await ask('report', id.replace(/1$/, '2')),
      await ask('report', id.slice(0, 8)),
      await ask('report', 'nothing-like-it'),
    ];

    for (const { code, stderr } of [near, beginning]) {
      expect(code).toBe(2);
      expect(stderr).toContain(`Did you mean ${id}?`);
    }
    expect(far.stderr).toContain(`Open: ${id} (The broker closed a client`);
  });

  it('doctor finds all well, in a line each', async () => {
    const { code, stdout } = await runHalfopen(['doctor'], '', env());

    expect(stdout.split('\n').filter((line) => line !== '' && !line.startsWith('ok    '))).toEqual([]);
    expect(code).toBe(0);
    expect(stdout).toContain('ok    Slack scopes: all 10');
    expect(stdout).toContain('ok    unsigned request: is refused (401)');
  });

  it('doctor says what to set when the host signs with another secret', async () => {
    const { code, stdout } = await runInProcess(['doctor', '--no-post'], '', {
      HALFOPEN_DATA_DIR: folder,
      HALFOPEN_TABLE: '',
      SLACK_BOT_TOKEN: '',
      SLACK_SIGNING_SECRET: 'another-secret',
    });

    expect(code).toBe(1);
    expect(stdout).toContain('→ Set SLACK_SIGNING_SECRET to what the host was started with.');
    expect(stdout).not.toContain('another-secret');
  });
});
