import { describe, expect, it } from 'vitest';
import { isYearless } from '../../../../src/model/yearless-time.ts';
import { readTime } from '../../../../src/observe/times/read-time.ts';

const AT = 1795324933494; // 2026-11-22T05:22:13.494Z

describe('readTime', () => {
  it.each([
    ['2026-11-22 05:22:13.494284+00:00 [info]', AT],
    ['2026-11-22T05:22:13.494Z text', AT],
    ['2026-11-22 05:22:13,494 - name', AT],
    ['2026-11-22 00:22:13.494-05:00', AT],
    ['2026-11-22 06:22:13.494 CET [12]', AT],
    ['2026/11/22 05:22:13.494284 [INF]', AT],
    ['22-Nov-2026::05:22:13 ===', AT - 494],
    ['22 Nov 2026 05:22:13.494 # text', AT],
    ['22/Nov/2026:05:22:13 +0000] "GET', AT - 494],
    ['Nov 22, 2026 @ 05:22:13.494 host', AT],
    ['Sun Nov 22 05:22:13 2026] text', AT - 494],
    ['Nov 22, 2026 5:22:13 AM com.acme', AT - 494],
    ['2026 Nov 22 05:22:13 | text', AT - 494],
    ['11/22/2026, 5:22:13 AM   ERROR', AT - 494],
    ['22.11.2026 05:22:13 text', AT - 494],
    ['261122  5:22:13 [Warning]', AT - 494],
    ['1795324933: New client', AT - 494],
    ['1795324933494,"text"', AT],
    ['1795324933.494|FAIL', AT],
  ])('reads %s', (text, expected) => {
    expect(readTime(text)?.atMs).toBe(expected);
  });

  it.each([
    ['03.04.2026 05:06:07', '2026-04-03T05:06:07Z'],
    ['03-04-2026 05:06:07', '2026-04-03T05:06:07Z'],
    ['13/04/2026 05:06:07', '2026-04-13T05:06:07Z'],
    ['03/04/2026 05:06:07', '2026-03-04T05:06:07Z'],
    ['12/04/2026 05:06:07', '2026-12-04T05:06:07Z'],
  ])('reads %s day first, but for slashes between numbers that may be a month', (text, expected) => {
    expect(readTime(text)?.atMs).toBe(Date.parse(expected));
  });

  it.each([
    ['CET', 1],
    ['CEST', 2],
    ['EET', 2],
    ['EEST', 3],
    ['WET', 0],
    ['WEST', 1],
    ['GMT', 0],
    ['MSK', 3],
    ['SGT', 8],
    ['HKT', 8],
    ['JST', 9],
    ['KST', 9],
    ['AEST', 10],
    ['AEDT', 11],
    ['EST', -5],
    ['EDT', -4],
    ['CDT', -5],
    ['MST', -7],
    ['MDT', -6],
    ['PST', -8],
    ['PDT', -7],
  ])('reads a time in %s as %d h from UTC', (zone, hours) => {
    expect(readTime(`2026-11-22 05:22:13.494 ${zone} [12]`)?.atMs).toBe(AT - hours * 3_600_000);
  });

  it.each([
    '2026-11-22 05:02:13 PM text',
    '2026-11-22 5:02:13 PM text',
    '2026-11-22 05:02:13.000 pm: text',
    '2026/11/22 5:02:13PM text',
    '11/22/2026 5:02:13.000 PM text',
    '11/22/2026, 5:02:13\u202fPM text',
    '11/22/2026 05:02:13 p.m. text',
    '22/11/2026 05:02:13 PM text',
    'Nov 22, 2026 5:02:13.000 PM text',
    '2026-11-22 06:02:13 PM CET [12]',
  ])('reads the afternoon of a 12-hour clock: %s', (text) => {
    expect(readTime(text)?.atMs).toBe(Date.parse('2026-11-22T17:02:13Z'));
  });

  it.each([
    ['2026-11-22 12:02:13 AM', '2026-11-22T00:02:13Z'],
    ['2026-11-22 12:02:13 PM', '2026-11-22T12:02:13Z'],
    ['11/22/2026 12:02:13.494 AM', '2026-11-22T00:02:13.494Z'],
    ['2026-11-22 05:02:13 Pmx failed', '2026-11-22T05:02:13Z'],
    ['2026-11-22 05:02:13 amqp failed', '2026-11-22T05:02:13Z'],
  ])('knows midnight and noon, and words from halves of the day: %s', (text, expected) => {
    expect(readTime(text)?.atMs).toBe(Date.parse(expected));
  });

  it('gives a time without a year the year of all such times, and none to a clock alone', () => {
    const read = (text: string) => readTime(text)?.atMs ?? 0;

    expect(readTime('Nov 22 05:22:13 mq01 app: x')).toMatchObject({ shape: 'yearless', end: 15 });
    expect(isYearless(read('Nov 22 05:22:13 mq01'))).toBe(true);
    expect(read('Mar  1 00:00:00 mq01') - read('Feb 29 00:00:00 mq01')).toBe(86_400_000);
    expect(isYearless(read('0001-01-01T00:00:00Z'))).toBe(false);
    expect(readTime('08:12:33.998-D SEND')).toEqual({ shape: 'clock', end: 12 });
  });

  it('finds no time in numbers that are none', () => {
    for (const text of ['12345', '10.0.0.1:5672', '2026-13-45 99:00:00', '99:99', '3 clients', 'Mon', '']) {
      expect(readTime(text)?.atMs).toBeUndefined();
    }
  });
});
