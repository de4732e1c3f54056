import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/engine/triage.ts';
import type { Occurrence } from '../../../src/model/occurrence.ts';
import { compiledOf } from '../../support/runbook-of.ts';

const runbook = compiledOf({
  id: 'dry-pump',
  when: 'signal',
  signals: {
    signal: { says: 'it is dry', confidence: 0.9, on: 'log', regex: ['pump is dry at (?<client>\\S+)'] },
  },
});
const engine = createEngine([runbook]);

/** What was read of lines about clients, one a second from the given one on: kept, and joined to each triage. */
function read(second: number, ...clients: string[]) {
  const triage = engine.start();
  const input = triage.open({ name: 'broker.log' });
  const lines = clients.map(
    (client, i) => `2026-01-02 03:00:1${second + i}.000000+00:00 [error] <0.5.0> pump is dry at ${client}\n`,
  );
  input.write(new TextEncoder().encode(lines.join('')));
  input.end();
  return triage.digest(Infinity);
}

/** The occurrences of all that was read, by client. */
function triaged(...digests: ReturnType<typeof read>[]): ReadonlyMap<string, Occurrence> {
  const triage = engine.start();
  for (const digest of digests) triage.join(digest);
  return new Map(triage.occurrences(() => 'host').map((one) => [String(one.identity['client']), one]));
}

describe('what is said of several clients', () => {
  const first = read(0, '10.0.0.1:4000', '10.0.0.2:4001');

  it('stays the same object of those of whom nothing new came, and changes for the other', () => {
    const before = triaged(first);

    const after = triaged(first, read(5, '10.0.0.2:4002'));

    expect(after.get('10.0.0.1')).toBe(before.get('10.0.0.1'));
    expect([before, after].map((all) => all.get('10.0.0.2')?.diagnosis.count)).toEqual([1, 2]);
  });

  it('is made again of records that were read again, and says the same', () => {
    const before = triaged(first);

    const fewer = triaged(read(0, '10.0.0.1:4000', '10.0.0.2:4001'));

    expect(fewer.get('10.0.0.1')).not.toBe(before.get('10.0.0.1'));
    expect(fewer.get('10.0.0.1')).toEqual(before.get('10.0.0.1'));
  });
});

describe('what is said of a leak that is over', () => {
  const leaked = compiledOf({
    id: 'leak',
    when: 'total',
    signals: {
      total: {
        says: '{count} sockets in CLOSE_WAIT',
        confidence: 0.9,
        on: 'state-total',
        where: { state: 'CLOSE_WAIT' },
      },
    },
  });
  const host = createEngine([leaked]);

  /** A look at the host, each five minutes after the one before. */
  function look(nth: number, sockets: number) {
    const rows = Array.from(
      { length: sockets },
      (_, i) => `CLOSE-WAIT 1 0 10.1.0.5:${40_000 + i} 10.1.0.9:8443 users:(("orders",pid=7,fd=9))`,
    );
    const lines = [
      'State Recv-Q Send-Q Local Address:Port Peer Address:Port Process',
      'ESTAB 0 0 10.1.0.5:30000 10.1.0.9:8443 users:(("orders",pid=7,fd=8))',
      ...rows,
      '',
    ];
    const triage = host.start();
    const atMs = 1_800_000_000_000 + nth * 300_000;
    const input = triage.open({
      name: `app1@${nth}`,
      machine: 'app1',
      role: 'host',
      lineTimesMs: lines.map(() => atMs),
    });
    input.write(new TextEncoder().encode(lines.join('\n')));
    input.end();
    return triage.digest(Infinity);
  }

  function saidOf(...looks: ReturnType<typeof look>[]): Occurrence | undefined {
    const triage = host.start();
    for (const digest of looks) triage.join(digest);
    return triage.occurrences(() => 'app1')[0];
  }

  it('stays the same with each look at the host on which all is well, but for the number over time', () => {
    const looks = [look(0, 8), look(1, 0), look(2, 0)];
    const before = saidOf(...looks);

    const after = saidOf(...looks, look(3, 0));

    expect(before?.diagnosis.facts).toMatchObject({ count: 8 });
    expect(after?.diagnosis.facts).toBe(before?.diagnosis.facts);
    expect(after?.diagnosis.evidence).toBe(before?.diagnosis.evidence);
    expect([before, after].map((one) => one?.diagnosis.series?.[0]?.points.length)).toEqual([3, 4]);
  });
});
