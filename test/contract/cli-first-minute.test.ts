import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runInProcess } from '../support/run-in-process.ts';

const REFUSED = '2026-11-22T08:00:01.000Z Error: connect ECONNREFUSED 127.0.0.1:34399\n';
const UNRESOLVED = '2026-11-22T08:00:05.000Z Error: getaddrinfo ENOTFOUND mq.internal.invalid\n';

async function triaged(text: string) {
  const { stdout } = await runInProcess(['triage', '--json'], text);
  return JSON.parse(stdout) as {
    diagnoses: { runbook: string; facts: Record<string, unknown> }[];
    nearest?: unknown;
  };
}

describe('a name that does not resolve', () => {
  it('does not explain that another address refuses', async () => {
    const { diagnoses } = await triaged(REFUSED + UNRESOLVED);

    expect(diagnoses.map(({ runbook }) => runbook)).toEqual(['dns-failure', 'connection-refused']);
  });
});

describe('an address that refuses', () => {
  it.each([
    'psql: error: connection to server at "127.0.0.1", port 34399 failed: Connection refused',
    "curl: (7) Failed to connect to 127.0.0.1 port 34399 after 0 ms: Couldn't connect to server",
  ])('is named, by host and port: %s', async (line) => {
    const { stdout } = await runInProcess(['triage'], line);

    expect(stdout).toContain('Whom  server 127.0.0.1:34399\nWhy   127.0.0.1:34399 refused the connection\n');
  });
});

describe('one connection that two tools print differently', () => {
  it('is counted once', async () => {
    const sample = 'samples/half-open';
    const { stdout } = await runInProcess([
      'triage',
      `host=${sample}/mq01-ss.txt`,
      `peer=${sample}/app01-ss.txt`,
      `${sample}/list-connections.txt`,
    ]);

    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('client 10.20.0.11, 2 connections');
    expect(stdout).toContain('\nCount 2 connections\n');
  });
});

describe('whom a line of a program that was started by hand concerns', () => {
  it.each([
    'curl: (7) Failed to connect to 127.0.0.1 port 34399 after 0 ms: Could not connect to server',
    'nc: connect to 127.0.0.1 port 34399 (tcp) failed: Connection refused',
  ])('is where it wanted to go: %s', async (line) => {
    const { stdout } = await runInProcess(['triage'], line);

    expect(stdout).toContain('\nWhom  server 127.0.0.1:34399\n');
  });
});

describe('a recorded incident that somebody tries', () => {
  it.each([
    [[], 'missed-heartbeats', 'broker=samples/missed-heartbeats/broker.log'],
    [['memory-alarm'], 'memory-alarm', 'client=samples/memory-alarm/client.log'],
    [['broker-stopped'], 'broker-shutdown', 'broker=samples/broker-stopped/broker.log'],
    [['half-open'], 'half-open-connection', 'peer=samples/half-open/app01-ss.txt'],
    [['close-wait'], 'close-wait-leak', 'host=samples/close-wait/ss-3.txt'],
    [['receiver-not-reading'], 'receiver-not-reading', 'peer=samples/receiver-not-reading/app01-ss.txt'],
  ])('shows what to type, what comes out, and the others: demo %j', async (name, runbook, typed) => {
    const { code, stdout } = await runInProcess(['demo', ...name]);

    expect(code).toBe(0);
    expect(stdout.split('\n')[1]).toMatch(/^\$ halfopen triage /);
    expect(stdout.split('\n')[1]).toContain(typed);
    expect(stdout).toContain(` · ${runbook}\n`);
    expect(stdout.match(/^ {2}halfopen demo \S+/gm)).toHaveLength(5);
  });

  it('that is not there is refused, with the one that is meant', async () => {
    const { code, stderr } = await runInProcess(['demo', 'half-opn']);

    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean half-open?');
  });
});

describe('what nothing is diagnosed of', () => {
  it.each(['everything is fine', '1:M 22 Nov 2026 08:00:00.002 * Ready to accept connections tcp'])(
    'suggests no runbook where nothing is wrong: %s',
    async (line) => {
      expect((await triaged(line)).nearest).toBeUndefined();
    },
  );

  it('is refused where it is no text, with what to do instead', async () => {
    const zipped = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(40)]);

    const { code, stdout, stderr } = await runInProcess(['triage'], zipped);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(
      'halfopen: standard input is a zip archive, not text. Unpack it: unzip -p FILE | halfopen triage\n',
    );
  });

  it('is refused in a format that nobody knows, unlike text of other encodings or separators', async () => {
    const drawn = Buffer.from(Array.from({ length: 4_000 }, (_, i) => (i * 167 + (i >> 3) * 31) % 256));
    const latin = Buffer.from('Erreur réseau: connexion refusée par l’hôte\n'.repeat(40), 'latin1');
    const cut = Buffer.concat([Buffer.alloc(2_000), Buffer.from('ready to accept connections\n')]);
    const fix = Buffer.from(
      '8=FIX.4.4\u00019=65\u000135=A\u000149=ORDERS\u000156=VENUE\u000198=0\n'.repeat(20),
    );

    expect((await runInProcess(['triage'], drawn)).stderr).toBe(
      'halfopen: standard input is binary data, not text. Give the log or the table as text.\n',
    );
    for (const text of [latin, cut, fix]) expect((await runInProcess(['triage'], text)).code).toBe(0);
  });
});

describe('a word', () => {
  it.each(['prefetch', 'nack', 'ack'])('that people of brokers use is explained: %s', async (word) => {
    const { code, stdout } = await runInProcess(['explain', word]);

    expect(code).toBe(0);
    expect(stdout).toContain('halfopen runbook show delivery-ack-timeout');
  });

  it('that nobody knows is answered with those that can be explained', async () => {
    const { code, stderr } = await runInProcess(['explain', 'flurb']);

    expect(code).toBe(2);
    expect(stderr).toContain('"flurb" is not a word that can be explained. These can: LISTEN, ');
  });
});

describe('a search', () => {
  it('leaves out what only has a word in common', async () => {
    const { stdout } = await runInProcess(['runbook', 'search', 'publisher', 'hangs']);

    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual(['publisher-blocked', 'memory-alarm', 'disk-alarm']);
  });
});

describe('a runbook for what no runbook knows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'halfopen-propose-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const log = join(folder, 'flux.log');

  it('is drafted of its messages, with secrets masked, and passes its own test', async () => {
    const line = (i: number) =>
      `2026-11-22 08:0${i}:00.000000+00:00 [error] <0.5.0> flux gate ${i} has the wrong polarity, password=hunter${i}0000`;
    writeFileSync(log, [1, 2, 3].map(line).join('\n'));
    const runbooks = join(folder, 'runbooks');

    const made = await runInProcess(['runbook', 'new', 'flux-wrong', '--dir', runbooks, '--from', log]);
    const tested = await runInProcess(['runbook', 'test', runbooks]);
    const report = await runInProcess(['triage', '--json', '--runbooks', runbooks, log]);

    expect(made.stderr + tested.stderr).toBe('');
    expect(tested.stdout).toContain('0 faults');
    expect(readFileSync(join(runbooks, 'own', 'flux-wrong.yml'), 'utf8')).not.toContain('hunter');
    expect(JSON.parse(report.stdout).diagnoses[0]).toMatchObject({ runbook: 'flux-wrong', count: 3 });
  });

  it('is refused where everything is known or well', async () => {
    writeFileSync(log, '2026-11-22 08:01:00.000000+00:00 [info] <0.5.0> flux gate is well\n');

    const { code, stderr } = await runInProcess(['runbook', 'new', 'x', '--dir', folder, '--from', log]);

    expect(code).toBe(2);
    expect(stderr).toContain('has no message of trouble that no runbook knows');
  });
});
