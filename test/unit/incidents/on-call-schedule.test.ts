import { describe, expect, it } from 'vitest';
import { shiftAt } from '../../../src/incidents/on-call-schedule.ts';
import type { Rotation } from '../../../src/model/config.ts';

const weekly: Rotation = {
  name: 'brokers',
  timeZone: 'Europe/Berlin',
  people: ['UANNA', 'UBEN', 'UCLEO'],
  from: '2026-03-16T09:00',
  every: { count: 1, unit: 'week' },
  overrides: [],
};
const at = (time: string) => Date.parse(time);
const who = (rotation: Rotation, time: string) => shiftAt(rotation, at(time))?.who;

describe('a rotation', () => {
  it.each([
    ['2026-03-16T07:59:59Z', undefined],
    ['2026-03-16T08:00:00Z', 'UANNA'],
    ['2026-03-23T07:59:59Z', 'UANNA'],
    ['2026-03-23T08:00:00Z', 'UBEN'],
    // Clocks went forward on March 29: nine o'clock is an hour earlier in UTC.
    ['2026-03-30T06:59:59Z', 'UBEN'],
    ['2026-03-30T07:00:00Z', 'UCLEO'],
    ['2026-04-06T07:00:00Z', 'UANNA'],
    // And back on October 25.
    ['2026-10-26T07:59:59Z', 'UBEN'],
    ['2026-10-26T08:00:00Z', 'UCLEO'],
  ])('hands over at the same hour all year: at %s it is %s', (time, expected) => {
    expect(who(weekly, time)).toBe(expected);
  });

  it('says until when', () => {
    expect(shiftAt(weekly, at('2026-03-24T00:00:00Z'))?.untilMs).toBe(at('2026-03-30T07:00:00Z'));
  });

  it('of days hands over in the hour behind one that clocks pass over, and at its own hour the day after', () => {
    const nightly: Rotation = { ...weekly, from: '2026-03-28T02:30', every: { count: 1, unit: 'day' } };

    expect(who(nightly, '2026-03-29T01:29:59Z')).toBe('UANNA');
    expect(who(nightly, '2026-03-29T01:30:00Z')).toBe('UBEN');
    expect(who(nightly, '2026-03-30T00:29:59Z')).toBe('UBEN');
    expect(who(nightly, '2026-03-30T00:30:00Z')).toBe('UCLEO');
  });

  it('of two weeks keeps everybody for two weeks', () => {
    const slow: Rotation = { ...weekly, every: { count: 2, unit: 'week' } };

    expect(['2026-03-25T12:00:00Z', '2026-03-31T12:00:00Z'].map((time) => who(slow, time))).toEqual([
      'UANNA',
      'UBEN',
    ]);
  });
});

describe('an override', () => {
  const swapped: Rotation = {
    ...weekly,
    overrides: [
      { who: 'UDORA', from: '2026-03-17T18:00', to: '2026-03-18T08:00' },
      { who: 'UEMIL', from: '2026-03-17T22:00', to: '2026-03-17T23:00' },
    ],
  };

  it.each([
    ['2026-03-17T16:59:59Z', 'UANNA'],
    ['2026-03-17T17:00:00Z', 'UDORA'],
    ['2026-03-17T21:30:00Z', 'UEMIL'],
    ['2026-03-17T22:00:00Z', 'UDORA'],
    ['2026-03-18T07:00:00Z', 'UANNA'],
  ])('takes the place of who has the turn, the last in the list first: at %s it is %s', (time, expected) => {
    expect(who(swapped, time)).toBe(expected);
  });

  it('that is ahead ends the shift before it', () => {
    expect(shiftAt(swapped, at('2026-03-17T10:00:00Z'))).toEqual({
      who: 'UANNA',
      untilMs: at('2026-03-17T17:00:00Z'),
      isOverride: false,
    });
  });
});
