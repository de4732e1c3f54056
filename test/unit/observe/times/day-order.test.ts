import { describe, expect, it } from 'vitest';
import { observe } from '../../../../src/observe/observe.ts';

const times = (...lines: string[]) =>
  observe(lines.join('\n'), { name: 'x' }).observations.map(({ atMs }) =>
    atMs === undefined ? undefined : new Date(atMs).toISOString().slice(0, 10),
  );

describe('03/04/2026', () => {
  it('is in April where another line of the input has a day above 12 first, before or after it', () => {
    expect(times('03/04/2026 05:06:07 ERROR a', '22/04/2026 05:06:07 ERROR b')).toEqual([
      '2026-04-03',
      '2026-04-22',
    ]);
    expect(times('[22/04/2026 05:06:07] ERROR a', '[03/05/2026 05:06:07] ERROR b')).toEqual([
      '2026-04-22',
      '2026-05-03',
    ]);
  });

  it('is in March where another line proves the month first, where nothing does, and where lines contradict each other', () => {
    expect(times('03/04/2026 05:06:07 ERROR a', '04/22/2026 05:06:07 ERROR b')[0]).toBe('2026-03-04');
    expect(times('03/04/2026 05:06:07 ERROR a', '05/04/2026 05:06:07 ERROR b')[0]).toBe('2026-03-04');
    expect(
      times('03/04/2026 05:06:07 ERROR a', '04/22/2026 05:06:07 ERROR b', '22/04/2026 05:06:07 ERROR c')[0],
    ).toBe('2026-03-04');
  });

  it('is quoted as it was given', () => {
    const { observations } = observe('03/04/2026 05:06:07 ERROR a\n22/04/2026 05:06:07 ERROR b', {
      name: 'x',
    });

    expect(observations[0]?.verbatim).toBe('03/04/2026 05:06:07 ERROR a');
  });
});
