import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runInTerminal } from '../support/in-terminal.ts';
import { root } from '../support/run-halfopen.ts';
import { runInProcess } from '../support/run-in-process.ts';

const sample = (name: string) => join('samples', name);
const HEARTBEATS = [
  `broker=${sample('missed-heartbeats/broker.log')}`,
  `client=${sample('missed-heartbeats/client.log')}`,
];
const BOTH = [sample('broker-stopped/broker.log'), sample('memory-alarm/broker.log')];
const ESCAPE = '\u001b';

/** Commands are to be copied whole, so they may be wider than the screen. */
function tooWide(shown: string, width: number): string[] {
  return shown.split('\n').filter((line) => line.length > width && !line.includes('$ '));
}

describe('halfopen triage for people', () => {
  it('says what, whom, when, how sure, why and the first command, and where the rest is', async () => {
    const { stdout } = await runInProcess(['triage', ...HEARTBEATS]);

    expect(stdout).toBe(`\
CRITICAL  The broker closed a client that sent nothing for too long
          99 % sure · rabbitmq · missed-heartbeats

Whom  orders-worker (client 10.20.0.11:49260, user orders, server
      10.20.0.21:5672)
When  at 2026-11-22 08:04:38 UTC, once
Why   the broker closed 10.20.0.11:49260 for missed heartbeats at a time-out of
      5s
Seen  samples/missed-heartbeats/broker.log:8
      “closing AMQP connection <0.697.0> (10.20.0.11:49260 -> 10.20.0.21:5672 -
      orders-worker): missed heartbeats from client, timeout: 5s”
Do    See what was negotiated and which connections share it.
      $ rabbitmqctl list_connections name timeout user client_properties state recv_oct
Also  its effects: write-to-closed-connection, connection-reset

more: --verbose (every cause with all reasons, evidence, steps, questions)

Read samples/missed-heartbeats/broker.log (broker): 8 records, rabbitmq.
Read samples/missed-heartbeats/client.log (client): 9 records, timed line.
`);
  });

  it.each(['broker-stopped', 'close-wait', 'half-open', 'memory-alarm', 'receiver-not-reading'])(
    'fits the sample %s on a screen of 24 rows',
    async (name) => {
      const files = readdirSync(join(root, sample(name))).map((file) => join(sample(name), file));

      const { stdout } = await runInProcess(['triage', ...files]);

      expect(stdout.split('\n').length).toBeLessThanOrEqual(24);
    },
  );

  it('says that it is over where the log says so', async () => {
    const { stdout } = await runInProcess(['triage', sample('memory-alarm/broker.log')]);

    expect(stdout).toContain('When  over since 2026-11-22 08:04:09 UTC; began 2026-11-22 08:03:59 UTC');
  });

  it('lists several causes first, and explains the likeliest alone', async () => {
    const { stdout } = await runInProcess(['triage', ...BOTH]);

    const lines = stdout.split('\n');
    expect(lines[0]).toBe('2 causes found, the likeliest first');
    expect(lines[1]).toMatch(
      /^1\. CRITICAL +9\d % {2}The broker stopped or closed its connections on purpose$/,
    );
    expect(lines[2]).toMatch(
      /^2\. CRITICAL +9\d % {2}RabbitMQ reached its memory limit and blocks publishers$/,
    );
    expect(lines.filter((line) => line.startsWith('Do '))).toHaveLength(1);
  });

  it('prints everything of every cause with --verbose', async () => {
    const { stdout } = await runInProcess(['triage', '--verbose', ...BOTH]);

    for (const heading of ['Cause:', 'Impact:', '   Evidence', '   Ask', '   Read'])
      expect(stdout.split(heading)).toHaveLength(3);
  });

  it.each([
    ['--width 60', ['--width', '60'], {}],
    ['COLUMNS=60', [], { COLUMNS: '60' }],
  ])('keeps to 60 columns with %s, also in full', async (_, args, env) => {
    for (const verbose of [[], ['--verbose']]) {
      const { stdout } = await runInProcess(
        ['triage', ...args, ...verbose, sample('memory-alarm/broker.log')],
        '',
        env,
      );

      expect(tooWide(stdout, 60).filter((line) => !line.includes('http'))).toEqual([]);
    }
  });

  it.each([
    ['no colour in a pipe', [], {}, false],
    ['colour when asked', ['--color', 'always'], { NO_COLOR: '1' }, true],
    ['colour by FORCE_COLOR', [], { FORCE_COLOR: '1' }, true],
    ['none by NO_COLOR, whatever FORCE_COLOR says', [], { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    ['none by FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, false],
  ])('%s', async (_, args, env, isColoured) => {
    const none = { NO_COLOR: '', FORCE_COLOR: '' };
    const { stdout } = await runInProcess(['triage', ...args, ...HEARTBEATS], '', { ...none, ...env });

    expect(stdout.includes(ESCAPE)).toBe(isColoured);
  });

  it('refuses a width that is none', async () => {
    const { code, stderr } = await runInProcess(['triage', '--width', 'wide', ...HEARTBEATS]);

    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'halfopen: --width is "wide", which is not a number of columns. Write 40 or more, e.g. --width 100.\n',
    });
  });
});

describe('in a terminal', () => {
  it("keeps to the terminal's width, in colour", async () => {
    const shown = await runInTerminal(['triage', ...HEARTBEATS], { columns: 60, rows: 50 });

    expect(shown).toContain(`${ESCAPE}[1;31mCRITICAL`);
    const bare = shown.replaceAll(/\u001b\[[\d;]*m/g, '');
    expect(bare.split('\n').filter((line) => line.startsWith('CRITICAL'))).toEqual([
      'CRITICAL  The broker closed a client that sent nothing for',
    ]);
  });

  it.each([
    ['links the evidence where the terminal shows links', '1', true],
    ['prints the place alone where it does not', '0', false],
  ])('%s', async (_, force, isLinked) => {
    const shown = await runInTerminal(['triage', ...HEARTBEATS], {
      columns: 80,
      rows: 50,
      env: { FORCE_HYPERLINK: force },
    });

    const link = `${ESCAPE}]8;;file://${root}/samples/missed-heartbeats/broker.log${ESCAPE}\\`;
    expect(shown.includes(link)).toBe(isLinked);
    expect(shown).toContain('broker.log:8');
  });

  it('shows through the pager what is longer than the screen, and nothing else', async () => {
    const env = { PAGER: "sed 's/^/paged /'" };
    const run = (...args: string[]) =>
      runInTerminal(['triage', ...args, ...HEARTBEATS], { columns: 80, rows: 24, env });

    expect(await run('--verbose')).toMatch(/^paged /);
    expect(await run('--verbose', '--no-pager')).not.toContain('paged');
    expect(await run()).not.toContain('paged');
  });

  it('says what to paste and how to end it', async () => {
    const shown = await runInTerminal(['triage'], {
      columns: 80,
      rows: 24,
      typed: 'Error: connect ECONNREFUSED 10.0.0.1:5672\n\u0004',
    });

    expect(shown).toMatch(/^halfopen: paste a log, .* end it with Ctrl-D on a line of its own/m);
    expect(shown).toContain('connection-refused');
  });

  it('lists the commands for who names none', async () => {
    expect(await runInTerminal([], { columns: 80, rows: 60 })).toMatch(/^Usage: halfopen .*\n[\s\S]*triage/);
  });
});

describe('halfopen triage --each', () => {
  const FILES = [...BOTH, 'no-such.log', sample('collector/README.md')];

  it('prints a line of JSON for each file, in the order given, and goes on behind one that is not there', async () => {
    const { code, stdout } = await runInProcess(['triage', '--each', '--json', ...FILES]);

    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers.map(({ id }) => id)).toEqual(FILES);
    expect(answers.map(({ diagnoses }) => diagnoses?.[0]?.runbook ?? null)).toEqual([
      'broker-shutdown',
      'memory-alarm',
      null,
      null,
    ]);
    expect(answers[2].error).toBe('no-such.log not found. Give a readable file, or - for standard input.');
    expect(code).toBe(2);
  });

  it('prints JUnit XML, in which a diagnosis is a failure', async () => {
    const { stdout } = await runInProcess(['triage', '--each', '--junit', ...FILES]);

    expect(stdout).toMatch(/<testsuites name="halfopen" tests="4" failures="2" errors="1">/);
    expect(stdout.match(/<failure type="[^"]+"/g)).toEqual([
      '<failure type="broker-shutdown"',
      '<failure type="memory-alarm"',
    ]);
    expect(stdout).toMatch(/README\.md"\/>/);
  });

  it('lets no log line out of its place in the XML', async () => {
    const hostile = 'Error: connect ECONNREFUSED 10.0.0.1:5672 ]]></failure><x a="&amp;">\u0007';

    const { stdout } = await runInProcess(['triage', '--junit'], hostile);

    expect(stdout).toContain(']]&gt;&lt;/failure&gt;&lt;x a=&quot;&amp;amp;&quot;&gt;</failure>');
  });
});
