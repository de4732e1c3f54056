import { describe, expect, it } from 'vitest';
import { compileSignals } from '../../../src/detect/compile-signals.ts';
import { workOutRows } from '../../../src/detect/work-out-rows.ts';
import type { WorkedOut } from '../../../src/detect/worked-out.ts';
import { createEngine } from '../../../src/engine/triage.ts';
import { createFailures } from '../../../src/failures.ts';
import type { Observation } from '../../../src/model/observation.ts';
import { compiledOf } from '../../support/runbook-of.ts';
import { table } from './derive/rows.ts';

const START_MS = 1_800_000_000_000;
const FIVE_MINUTES_MS = 300_000;

const waiting = compiledOf({
  id: 'waiting',
  when: 'signal',
  signals: {
    signal: { says: 'sockets wait', confidence: 0.9, on: 'connection', where: { state: ['CLOSE_WAIT'] } },
  },
});

/** The rows of a look at a machine, each look with other sockets; `note` is called each time a row is read. */
function look(nth: number, sockets: number, note: () => void): Observation[] {
  const at = { role: 'host' as const, input: `app1@${nth}`, snapshot: `app1@${nth}#1` };
  const rows = Array.from(
    { length: sockets },
    (_, i) => `CLOSE_WAIT 10.1.0.5:${1_000 * nth + i} 10.1.0.9:8443 orders`,
  );
  return table({ ...at, atMs: START_MS + nth * FIVE_MINUTES_MS }, ...rows).map(({ fields, ...row }) => ({
    ...row,
    machine: 'app1',
    get fields() {
      note();
      return fields;
    },
  }));
}

/** How often a row is read when one more look comes to so many. */
function readsWith(kept: number): number {
  const compiled = compileSignals([waiting]);
  const earlier: WorkedOut = { runbooks: new Map() };
  let reads = 0;
  const looks = Array.from({ length: kept + 1 }, (_, nth) => look(nth, 100, () => reads++));
  workOutRows(looks.slice(0, kept), compiled, createFailures(), earlier);
  const before = reads;

  workOutRows(looks, compiled, createFailures(), earlier);

  return reads - before;
}

describe('looks at a machine that are kept', () => {
  it('cost next to nothing when another look comes: of each no more than one row is read again', () => {
    // Growth is judged from eight snapshots on.
    expect(readsWith(24) - readsWith(8)).toBeLessThanOrEqual(24 - 8);
  });

  it('count whole where there are too many rows to keep, and for their own machine', () => {
    const run = createEngine([waiting]).start();
    for (const [machine, sockets] of [
      ['app1', 20_500],
      ['app2', 7],
    ] as const) {
      const input = run.open({ name: machine, role: 'host', machine });
      const row = (i: number) =>
        `CLOSE-WAIT 1 0 10.1.0.5:${10_000 + i} 10.1.0.9:8443 users:(("orders",pid=7,fd=9))`;
      const head = 'State Recv-Q Send-Q Local Address:Port Peer Address:Port Process';
      input.write(Buffer.from([head, ...Array.from({ length: sockets }, (_, i) => row(i)), ''].join('\n')));
      input.end();
    }

    const { states } = run.report();

    expect(states.map(({ state, count }) => [state, count])).toEqual([
      ['CLOSE_WAIT', 20_500],
      ['CLOSE_WAIT', 7],
    ]);
  });
});
