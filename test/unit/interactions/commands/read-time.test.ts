import { describe, expect, it } from 'vitest';
import { readMoment, readPeriod, readSpan } from '../../../../src/interactions/commands/read-time.ts';

/** 2027-01-15T08:00:00Z */
const NOW_MS = 1_800_000_000_000;
const HOUR_MS = 3_600_000;

describe('a length of time', () => {
  it.each([
    ['45s', 45_000],
    ['30m', 1_800_000],
    ['90min', 5_400_000],
    ['2h', 7_200_000],
    ['2H', 7_200_000],
    ['1h30m', 5_400_000],
    ['7d', 604_800_000],
    ['2w', 1_209_600_000],
  ])('is read as typed: %s', (word, ms) => {
    expect(readSpan(word)).toBe(ms);
  });

  it.each(['', '0', '0h', '2', 'h', '2x', '-2h', '1.5h', '2h!', '9999999h', 'two hours', '2 h'])(
    'is none: "%s"',
    (word) => {
      expect(readSpan(word)).toBeUndefined();
    },
  );
});

describe('a moment', () => {
  it.each([
    ['2027-01-15T08:00Z', NOW_MS],
    ['2027-01-15T08:00:00.250Z', NOW_MS + 250],
    ['2027-01-15T08:00', NOW_MS],
    ['2027-01-15 08:00', NOW_MS],
    ['2027-01-15T10:00+02:00', NOW_MS],
    ['2027-01-15', NOW_MS - 8 * HOUR_MS],
    ['08:00', NOW_MS],
    ['9:30', NOW_MS + 1.5 * HOUR_MS],
    ['07:59', NOW_MS + 24 * HOUR_MS - 60_000],
    ['9:30Z', NOW_MS + 1.5 * HOUR_MS],
  ])('is read in UTC where no zone is told: %s', (word, ms) => {
    expect(readMoment(word, NOW_MS)).toBe(ms);
  });

  it.each(['', 'tomorrow', '24:00', '8', '2027-13-01', '2027-01-15T25:00Z', '15.01.2027'])(
    'is none: "%s"',
    (word) => {
      expect(readMoment(word, NOW_MS)).toBeUndefined();
    },
  );
});

describe('how far to look back', () => {
  it.each([
    [undefined, NOW_MS - HOUR_MS, NOW_MS],
    ['2h', NOW_MS - 2 * HOUR_MS, NOW_MS],
    ['-2h', NOW_MS - 2 * HOUR_MS, NOW_MS],
    ['2027-01-15T03:00Z', NOW_MS - 5 * HOUR_MS, NOW_MS],
    ['2027-01-15T03:00Z..2027-01-15T04:00Z', NOW_MS - 5 * HOUR_MS, NOW_MS - 4 * HOUR_MS],
    ['07:00', NOW_MS - HOUR_MS, NOW_MS],
    ['09:00', NOW_MS - 23 * HOUR_MS, NOW_MS],
    ['23:00..01:00', NOW_MS - 9 * HOUR_MS, NOW_MS - 7 * HOUR_MS],
    ['2027-01-14T08:00Z..09:00Z', NOW_MS - 24 * HOUR_MS, NOW_MS - 23 * HOUR_MS],
    ['2027-01-13T23:00Z..01:00', NOW_MS - 33 * HOUR_MS, NOW_MS - 31 * HOUR_MS],
  ])('is a time before now: %s', (word, fromMs, toMs) => {
    expect(readPeriod(word, NOW_MS)).toEqual({ fromMs, toMs });
  });

  it.each(['yesterday', '2027-02-01', '2027-01-15T04:00Z..2027-01-15T03:00Z', '03:00..', '..03:00'])(
    'is none where it ends before it begins, or is no time: %s',
    (word) => {
      expect(readPeriod(word, NOW_MS)).toBeUndefined();
    },
  );

  it.each(['9999w', '999999w'.repeat(20), '0000-01-01', '1950-01-01..2027-01-15'])(
    'never reaches before 1970, where no log is: %.20s',
    (word) => {
      const period = readPeriod(word, NOW_MS);

      expect(period?.fromMs).toBe(0);
    },
  );
});
