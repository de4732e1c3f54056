import { describe, expect, it } from 'vitest';
import { latestTime, shiftTimes } from '../../../local/shift-times.ts';

describe('the times of a replayed sample', () => {
  const broker = '2026-11-22 08:04:38.200668+00:00 [error] <0.697.0> missed heartbeats';
  const client = '2026-11-22T08:05:13.503Z ERROR channel closed\n    at work (worker.mjs:26:13)';

  it('are moved together, whatever their form, and keep their fractions', () => {
    const byMs = 5 * 86_400_000 + 3_600_000 + 400;

    expect(shiftTimes(broker, byMs)).toBe(
      '2026-11-27 09:04:38.200668+00:00 [error] <0.697.0> missed heartbeats',
    );
    expect(shiftTimes(client, byMs)).toBe(
      '2026-11-27T09:05:13.503Z ERROR channel closed\n    at work (worker.mjs:26:13)',
    );
  });

  it('are measured by the latest of all files', () => {
    expect(latestTime([broker, client])).toBe(1_795_334_713_000);
    expect(latestTime(['no time here'])).toBeUndefined();
  });
});
