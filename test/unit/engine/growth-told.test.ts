import { describe, expect, it } from 'vitest';
import { isoSeconds } from '../../../src/model/iso-time.ts';
import { builtInEngine } from '../../support/built-in-runbooks.ts';
import { triageWith } from '../../support/triage-text.ts';
import { createNoise, series } from '../detect/derive/growth/synthetic.ts';

const LIMITS = `$ cat /proc/63545/limits
Limit                     Soft Limit           Hard Limit           Units
Max open files            1024                 1048576              files`;

const engine = builtInEngine();
const diagnose = (text: string) => triageWith(engine, text).diagnoses;

/** What `ss -tanp` shows of a Java program at each moment: sockets of a database that it did not close, and connections in use. */
function tables(points: readonly { atMs: number; value: number }[], inUse = 40): string {
  return points
    .map(({ atMs, value }, at) => {
      const open = Array.from({ length: value }, (_, i) => row('CLOSE-WAIT 1', 40_000 + i, '10.0.0.9:3306'));
      const used = Array.from({ length: inUse }, (_, i) =>
        row('ESTAB 0', 8080, `10.0.1.9:${30_000 + 50 * at + i}`),
      );
      const head = 'State Recv-Q Send-Q Local Address:Port Peer Address:Port Process';
      return [isoSeconds(atMs), head, ...open, ...used, ''].join('\n');
    })
    .join('\n');
}

function row(state: string, port: number, peer: string): string {
  return `${state} 0 10.0.0.5:${port} ${peer} users:(("java",pid=63545,fd=9))`;
}

/** Counts by state at each moment, as a loop around `ss -tan` writes them. */
function counts(points: readonly { atMs: number; value: number }[], inUse: number): string {
  return points
    .map(({ atMs, value }) => `${isoSeconds(atMs)} ESTABLISHED=${inUse} CLOSE_WAIT=${value} TIME_WAIT=12`)
    .join('\n');
}

describe('a leak in snapshots of many hours', () => {
  it('is told with its rate, its owner, since when, and when the limit is reached', () => {
    const leak = series(8, 15, (at) => 10 + 3.1 * at);

    const [first] = diagnose(tables(leak));

    expect(first?.summary).toContain(
      'CLOSE_WAIT of java (pid 63545) to 10.0.0.9:3306 grows by 3.1 an hour since 04:00',
    );
  });

  it('is forecast in words and in the chart', () => {
    const leak = series(8, 15, (at) => 10 + 100 * at);

    const [first] = diagnose(`${tables(leak)}\n${LIMITS}`);

    expect(first?.summary).toMatch(
      /at this rate the limit of 1,024 descriptors is reached at about 13:44 \(13:3\d to 13:5\d\)/,
    );
    expect(first?.series?.[0]?.forecast).toMatchObject({ limit: '1,024 descriptors', value: 984 });
  });

  it('is told over restarts, each climb with its height and length', () => {
    const climbs = series(12, 15, (at) => (at < 8 ? 2 + 102 * at : 2 + 205 * (at - 8)));

    const [first] = diagnose(counts(climbs, 40));

    expect(first?.runbook).toBe('close-wait-leak');
    expect(first?.summary).toContain('2 → 793 in 7.8 h, then 2 → 822 in 4 h');
  });
});

describe('sockets that wait to be closed and are', () => {
  it('are no leak, as few or many as there are', () => {
    const found = Array.from({ length: 40 }, (_, seed) => {
      const noise = createNoise(seed + 1);
      const mean = noise.between(5, 60);
      return diagnose(
        counts(
          series(12, 15, () => noise.poisson(mean)),
          100,
        ),
      ).map(({ runbook }) => runbook);
    });

    expect(found.flat()).toEqual([]);
  });
});
