import { describe, expect, it } from 'vitest';
import { keepSnapshot, loadSnapshots } from '../../../src/ingest/snapshot-evidence.ts';
import { testContext } from '../../support/test-context.ts';

const MINUTE_MS = 60_000;
/** 2027-01-15T08:00:00Z */
const START_MS = 1_800_000_000_000;

/** Minutes before the last of the snapshots that a triage reads, when one was kept each so many minutes for so many hours. */
async function minutesRead(everyMinutes: number, hours: number): Promise<number[]> {
  const context = testContext({ startMs: START_MS });
  const endMs = START_MS + hours * 60 * MINUTE_MS;
  for (; context.clock.ms <= endMs; context.clock.ms += everyMinutes * MINUTE_MS)
    await keepSnapshot(context, 'default', {
      host: 'app01',
      role: 'host',
      text: 'ss',
      atMs: context.clock.ms,
    });
  context.clock.ms = endMs;
  const read = await loadSnapshots(context, 'default');
  return read.map(({ atMs }) => (endMs - atMs) / MINUTE_MS);
}

describe('the snapshots of a host that a triage reads', () => {
  it('are all of the last minutes, then one in ten minutes, then one an hour', async () => {
    expect(await minutesRead(1, 9)).toEqual([
      540, 480, 420, 360, 300, 240, 180, 120, 60, 50, 40, 30, 20, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0,
    ]);
  });

  it('reach back as far where one comes each five minutes', async () => {
    const read = await minutesRead(5, 9);

    expect(read.slice(-6)).toEqual([25, 20, 15, 10, 5, 0]);
    expect(read[0]).toBeGreaterThanOrEqual(420);
  });
});
