import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/engine/triage.ts';
import type { Role } from '../../../src/model/input.ts';
import type { Series } from '../../../src/model/series.ts';
import { compiledBuiltInRunbooks } from '../../support/built-in-runbooks.ts';
import { root } from '../../support/run-halfopen.ts';

const engine = createEngine(compiledBuiltInRunbooks());
const MINUTE_MS = 60_000;
/** 2026-11-22 08:00:00 UTC. */
const EIGHT_MS = 1_795_334_400_000;

interface Input {
  name: string;
  role: Role;
  text: string;
  /** When it was taken, where its text doesn't say. */
  atMs?: number;
}

function recorded(path: string): string {
  return readFileSync(join(root, 'test/fixtures/recorded', path), 'utf8');
}

function triage(...inputs: Input[]) {
  const run = engine.start();
  for (const { name, role, text, atMs } of inputs) {
    const times = atMs === undefined ? {} : { lineTimesMs: text.split('\n').map(() => atMs) };
    const input = run.open({ name, role, ...times });
    input.write(Buffer.from(text));
    input.end();
  }
  return run;
}

function seriesOf(runbook: string, ...inputs: Input[]): readonly Series[] | undefined {
  const found = triage(...inputs)
    .report()
    .diagnoses.find((one) => one.runbook === runbook);
  expect(found, `${runbook} is diagnosed`).toBeDefined();
  return found?.series;
}

function look(host: string, minute: number, text: string): Input {
  return { name: `${host}@${minute}`, role: 'host', text, atMs: EIGHT_MS + minute * MINUTE_MS };
}

const [ss1, ss2, ss3] = [1, 2, 3].map((n) => recorded(`close-wait-leak/ss-${n}.txt`));
const leak = (host: string, address = '10.20.0.11') =>
  [ss1, ss2, ss3].map((text = '', i) => look(host, i * 20, text.replaceAll('10.20.0.11', address)));

describe('the level of a socket state', () => {
  it('is given to a leak that three snapshots of one machine saw', () => {
    const series = seriesOf('close-wait-leak', ...leak('app01'));

    expect(series).toEqual([
      {
        kind: 'level',
        name: 'CLOSE_WAIT sockets',
        of: '10.20.0.11',
        points: [
          { atMs: EIGHT_MS, value: 12 },
          { atMs: EIGHT_MS + 20 * MINUTE_MS, value: 24 },
          { atMs: EIGHT_MS + 40 * MINUTE_MS, value: 36 },
        ],
      },
    ]);
  });

  it('is the same in whatever order the snapshots come', () => {
    const looks = leak('app01');

    expect(seriesOf('close-wait-leak', ...looks.toReversed())).toEqual(seriesOf('close-wait-leak', ...looks));
  });

  it('tells nothing that a sentence does not tell: of two snapshots, of one number, or of snapshots without a time', () => {
    const [first, , last] = leak('app01');
    const untimed = leak('app01').map(({ name, role, text }) => ({ name, role, text }));
    const constant = [0, 1, 2, 3].map((minute) => look('app01', minute, ss3 ?? ''));

    expect(seriesOf('close-wait-leak', ...[first, last].flatMap((one) => one ?? []))).toBeUndefined();
    expect(seriesOf('close-wait-leak', ...constant)).toBeUndefined();
    expect(seriesOf('close-wait-leak', ...untimed)).toBeUndefined();
  });

  it('is of the host an incident is about, never of another', () => {
    const occurrences = triage(
      ...leak('app01'),
      ...leak('app02', '10.20.0.12').map((one) => ({
        ...one,
        text: one.text.replace(/^CLOSE-WAIT.*\n/m, ''),
      })),
    ).occurrences((input) => input.split('@')[0] ?? '');

    const told = occurrences.map(({ identity, diagnosis: { series = [] } }) => [
      identity['host'],
      series.map(({ of, points }) => [of, points.map(({ value }) => value)]),
    ]);

    expect(Object.fromEntries(told)).toEqual({
      app01: [['app01', [12, 24, 36]]],
      app02: [['app02', [11, 23, 35]]],
    });
  });

  it('follows TIME_WAIT counted by state, a snapshot without any as 0', () => {
    const counts = [0, 4_000, 21_000, 12_000].map((sockets, i) =>
      look('app01', i, `  ${sockets} TIME_WAIT\n   40 ESTABLISHED\n    4 LISTEN\n`),
    );

    const [series] = seriesOf('time-wait-buildup', ...counts) ?? [];

    expect(series).toMatchObject({ kind: 'level', name: 'TIME_WAIT sockets' });
    expect(series?.points.map(({ value }) => value)).toEqual([0, 4_000, 21_000, 12_000]);
  });

  it('leaves out a snapshot with dropped rows', () => {
    const rows = (sockets: number) =>
      Array.from(
        { length: sockets },
        (_, i) => `CLOSE-WAIT 1 0 10.20.0.11:${1_000 + i} 10.20.0.21:8080 users:(("app",pid=7,fd=3))`,
      ).join('\n');
    const looks = [4_000, 5_000, 6_000, 9_000].map((sockets, i) =>
      look(
        'app01',
        i,
        `State Recv-Q Send-Q Local Address:Port Peer Address:Port Process\n${rows(sockets)}\n`,
      ),
    );

    const [series] = seriesOf('close-wait-leak', ...looks) ?? [];

    expect(series?.points.map(({ value }) => value)).toEqual([4_000, 5_000, 6_000]);
  });
});

/** A broker's log of clients closed for missed heartbeats: so many in each minute. */
function heartbeatsMissed(perMinute: readonly number[], client = '10.20.0.11'): string {
  let pid = 100;
  return perMinute
    .flatMap((count, minute) =>
      Array.from({ length: count }, (_, i) => {
        const at = new Date(EIGHT_MS + minute * MINUTE_MS + Math.floor((i * MINUTE_MS) / count));
        const head = `${at.toISOString().replace('T', ' ').replace('Z', '000+00:00')} [error] <0.${++pid}.0>`;
        return [
          `${head} closing AMQP connection <0.${pid}.0> (${client}:${pid % 60_000} -> 10.20.0.21:5672 - orders):`,
          `${head} missed heartbeats from client, timeout: 5s`,
        ].join('\n');
      }),
    )
    .join('\n');
}

const broker = (text: string, name = 'broker.log'): Input => ({ name, role: 'broker', text });
const rateOf = (text: string) => seriesOf('missed-heartbeats', broker(text))?.[0];

describe('the rate of log records', () => {
  it('is told minute by minute, minutes without any as 0', () => {
    expect(rateOf(heartbeatsMissed([2, 0, 0, 5, 1]))).toEqual({
      kind: 'rate',
      name: 'missed heartbeats: log records per minute',
      of: '10.20.0.11',
      points: [2, 0, 0, 5, 1].map((value, i) => ({ atMs: EIGHT_MS + i * MINUTE_MS, value })),
    });
  });

  it.each([
    ['four records', [1, 1, 0, 2]],
    ['less than three minutes', [4, 4, 4]],
  ])('is not told of %s', (_, perMinute) => {
    expect(rateOf(heartbeatsMissed(perMinute))).toBeUndefined();
  });

  it('takes longer bins where minutes would be more than 240, and names them', () => {
    const everyFewMinutes = Array.from({ length: 601 }, (_, minute) => (minute % 7 === 0 ? 1 : 0));

    const series = rateOf(heartbeatsMissed(everyFewMinutes));

    expect(series?.name).toBe('missed heartbeats: log records per 5 minutes');
    expect(series?.points).toHaveLength(120);
    expect(series?.points.reduce((sum, { value }) => sum + value, 0)).toBe(86);
  });

  it('counts dropped records, too', () => {
    const series = rateOf(heartbeatsMissed([10, 1_500, 1_500, 20, 30]));

    expect(series?.points.map(({ value }) => value)).toEqual([10, 1_500, 1_500, 20, 30]);
  });

  it('is not told where a large log was read for a first sample of the records only', () => {
    const line = (i: number) => {
      const at = new Date(EIGHT_MS + i * 2_000).toISOString().replace('T', ' ').replace('Z', '000+00:00');
      const ends = `10.20.0.11:${10_000 + (i % 50_000)} -> 10.20.0.21:5672`;
      return [
        `${at} [info] <0.${i}.0> connection <0.${i}.0> (${ends}): user 'orders' authenticated and granted access to vhost '/'`,
        `${at} [info] <0.${i}.0> closing AMQP connection <0.${i}.0> (${ends}, vhost: '/', user: 'orders')`,
      ].join('\n');
    };
    const lines = (count: number) => Array.from({ length: count }, (_, i) => line(i)).join('\n');

    const small = seriesOf('connection-churn', broker(lines(400)));
    const large = seriesOf('connection-churn', broker(lines(12_000)));

    expect(small?.[0]?.points.slice(0, 3).map(({ value }) => value)).toEqual([30, 30, 30]);
    expect(large).toBeUndefined();
  });

  it('is of the client an incident is about', () => {
    const occurrences = triage(
      broker(`${heartbeatsMissed([3, 0, 0, 3])}\n${heartbeatsMissed([1, 1, 1, 1, 6], '10.20.0.12')}\n`),
    ).occurrences((input) => input);

    const told = occurrences.map(({ diagnosis: { series = [] } }) => [
      series[0]?.of,
      series[0]?.points.map(({ value }) => value),
    ]);

    expect(Object.fromEntries(told)).toEqual({
      '10.20.0.11': [3, 0, 0, 3],
      '10.20.0.12': [1, 1, 1, 1, 6],
    });
  });
});

/** A broker's log of an alarm, written `HH:MM:SS set node` or `HH:MM:SS cleared node`. */
function alarms(...written: string[]): string {
  return written
    .map((one) => {
      const [time = '', turn = '', node = ''] = one.split(' ');
      return `2026-11-22 ${time}.000000+00:00 [warning] <0.287.0> memory resource limit alarm ${turn} on node ${node}`;
    })
    .join('\n');
}

describe('how long an alarm lasted', () => {
  it.each([
    ['memory-alarm', 9.666],
    ['disk-alarm', 10.017],
  ])('is read from a recorded %s', (runbook, seconds) => {
    const [series] = seriesOf(runbook, broker(recorded(`${runbook}/broker.log`))) ?? [];

    expect(series).toMatchObject({
      kind: 'spans',
      name: runbook.replace('-', ' '),
      of: 'rabbit@mq01',
      points: [{ value: seconds }],
    });
  });

  it('is told for each time, 0 where it has not ended', () => {
    const text = alarms(
      '08:00:00 set rabbit@a',
      '08:00:30 cleared rabbit@a',
      '08:10:00 set rabbit@a',
      '08:12:00 cleared rabbit@a',
      '08:20:00 set rabbit@a',
    );

    expect(seriesOf('memory-alarm', broker(text))?.[0]?.points).toEqual([
      { atMs: EIGHT_MS, value: 30 },
      { atMs: EIGHT_MS + 10 * MINUTE_MS, value: 120 },
      { atMs: EIGHT_MS + 20 * MINUTE_MS, value: 0 },
    ]);
  });

  it('is the time in which any node had it, though every node logs every turn', () => {
    const turns = [
      '08:00:00 set rabbit@a',
      '08:00:20 set rabbit@b',
      '08:00:30 cleared rabbit@a',
      '08:01:00 cleared rabbit@b',
    ];

    const [series] =
      seriesOf(
        'memory-alarm',
        broker(alarms(...turns), 'b.log'),
        broker(alarms(...turns).replaceAll('.000000', '.004000'), 'a.log'),
      ) ?? [];

    expect(series?.points).toEqual([{ atMs: EIGHT_MS, value: 60 }]);
    expect(series).not.toHaveProperty('of');
  });

  it('is not guessed where nothing tells of an end', () => {
    expect(seriesOf('memory-alarm', broker(alarms('08:00:00 set rabbit@a')))).toBeUndefined();
  });
});
