import { describe, expect, it } from 'vitest';
import { isQuietHours } from '../../../src/incidents/quiet-hours.ts';
import type { Route } from '../../../src/model/config.ts';

/** 2026-07-03 is a Friday, 2026-01-02 too. Berlin is two hours ahead of UTC in July, one in January. */
const ms = (time: string) => Date.parse(time);

function quietUntil(quietHours: Partial<Route['quietHours']>, time: string): string | undefined {
  const route: Route = {
    name: 'r',
    match: {},
    channel: '#on-call',
    quietHours: { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin', days: [], ...quietHours },
  };
  const endMs = isQuietHours(route, ms(time));
  return endMs === undefined ? undefined : new Date(endMs).toISOString().slice(0, 16);
}

describe('quiet hours', () => {
  it.each([
    { case: 'a minute early', time: '2026-01-02T20:59:00Z', until: undefined },
    { case: 'from the first minute', time: '2026-01-02T21:00:00Z', until: '2026-01-03T06:00' },
    { case: 'to the last minute', time: '2026-01-03T05:59:00Z', until: '2026-01-03T06:00' },
    { case: 'not at the end', time: '2026-01-03T06:00:00Z', until: undefined },
    { case: 'an hour earlier in summer', time: '2026-07-03T20:00:00Z', until: '2026-07-04T05:00' },
    { case: 'not before that in summer', time: '2026-07-03T19:59:00Z', until: undefined },
    { case: 'to the summer’s morning', time: '2026-07-04T05:00:00Z', until: undefined },
  ])('over midnight in Berlin: $case', ({ time, until }) => {
    expect(quietUntil({}, time)).toBe(until);
  });

  // Berlin's clocks go from 02:00 to 03:00 on 2026-03-29 and from 03:00 to 02:00 on 2026-10-25; New York's from 02:00 to 01:00 on 2026-11-01.
  it.each([
    { case: 'an hour is left out', time: '2026-03-28T21:30:00Z', until: '2026-03-29T05:00' },
    { case: 'an hour is left out, seen after it', time: '2026-03-29T01:30:00Z', until: '2026-03-29T05:00' },
    { case: 'an hour comes twice', time: '2026-10-24T20:30:00Z', until: '2026-10-25T06:00' },
    { case: 'an hour comes twice, seen within it', time: '2026-10-25T01:30:00Z', until: '2026-10-25T06:00' },
    {
      case: 'an hour comes twice, in New York',
      time: '2026-11-01T02:30:00Z',
      zone: 'America/New_York',
      until: '2026-11-01T12:00',
    },
    {
      case: 'their end itself is left out',
      to: '02:30',
      time: '2026-03-28T22:00:00Z',
      until: '2026-03-29T01:30',
    },
  ])(
    'end when clocks show their end in a night in which $case',
    ({ time, to = '07:00', zone = 'Europe/Berlin', until }) => {
      expect(quietUntil({ to, timeZone: zone }, time)).toBe(until);
    },
  );

  // Friday's quiet hours reach into Saturday's morning; Friday's own morning belongs to Thursday.
  it.each([
    { case: 'Friday morning', time: '2026-01-02T02:00:00Z', isQuiet: false },
    { case: 'Friday evening', time: '2026-01-02T22:00:00Z', isQuiet: true },
    { case: 'Saturday morning', time: '2026-01-03T02:00:00Z', isQuiet: true },
    { case: 'Saturday evening', time: '2026-01-03T22:00:00Z', isQuiet: false },
  ])('of Fridays count by the day on which they began: $case', ({ time, isQuiet }) => {
    expect(quietUntil({ days: ['fri'] }, time) !== undefined).toBe(isQuiet);
  });

  it('of Sundays reach into Monday', () => {
    expect(quietUntil({ days: ['sun'] }, '2026-01-05T02:00:00Z')).toBe('2026-01-05T06:00');
    expect(quietUntil({ days: ['sat'] }, '2026-01-05T02:00:00Z')).toBeUndefined();
  });

  it('within one day begin and end on it', () => {
    const lunch = { from: '12:00', to: '13:00', timeZone: 'UTC' };

    expect(quietUntil(lunch, '2026-01-02T12:30:00Z')).toBe('2026-01-02T13:00');
    expect(quietUntil(lunch, '2026-01-02T11:59:00Z')).toBeUndefined();
    expect(quietUntil(lunch, '2026-01-02T13:00:00Z')).toBeUndefined();
  });
});
