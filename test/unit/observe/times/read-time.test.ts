import { describe, expect, it } from 'vitest';
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

  it('gives no epoch time when the year or the date is missing', () => {
    expect(readTime('Nov 22 05:22:13 mq01 app: x')).toMatchObject({ shape: 'yearless', end: 15 });
    expect(readTime('Nov 22 05:22:13 mq01')?.atMs).toBeUndefined();
    expect(readTime('08:12:33.998-D SEND')).toEqual({ shape: 'clock', end: 12 });
  });

  it('finds no time in numbers that are none', () => {
    for (const text of ['12345', '10.0.0.1:5672', '2026-13-45 99:00:00', '99:99', '3 clients', 'Mon', '']) {
      expect(readTime(text)?.atMs).toBeUndefined();
    }
  });
});
