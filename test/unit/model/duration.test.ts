import { describe, expect, it } from 'vitest';
import { durationMs, timeMs } from '../../../src/model/duration.ts';

describe('a duration', () => {
  it.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['5m', 300_000],
    ['5min', 300_000],
    ['2h', 7_200_000],
    ['1h30m', 5_400_000],
    ['7d', 604_800_000],
    ['2w', 1_209_600_000],
    ['0s', 0],
  ])('of %s has %d ms', (text, ms) => {
    expect(durationMs(text)).toBe(ms);
  });

  it.each(['', '30', '1h30', '-5m', '5 m', '1.5h', '5mo', 'soon', '5m later'])('is not %j', (text) => {
    expect(durationMs(text)).toBeUndefined();
  });
});

describe('a time', () => {
  it.each([
    ['2026-11-25', 1_795_564_800_000],
    ['2026-11-25T03:00', 1_795_575_600_000],
    ['2026-11-25 03:00', 1_795_575_600_000],
    ['2026-11-25T03:00:00Z', 1_795_575_600_000],
    ['2026-11-25T03:00:00.250+01:00', 1_795_572_000_250],
    ['2026-11-25T03:00+0100', 1_795_572_000_000],
  ])('written %s is %d', (text, ms) => {
    expect(timeMs(text)).toBe(ms);
  });

  it.each(['2026-13-01', '2026-11-25T25:00Z', '03:00', '25.11.2026', 'yesterday'])('is not %s', (text) => {
    expect(timeMs(text)).toBeUndefined();
  });
});
