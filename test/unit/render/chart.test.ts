import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Series } from '../../../src/model/series.ts';
import { drawChart } from '../../../src/render/chart/draw-chart.ts';
import { PALETTE } from '../../../src/render/chart/palette.ts';
import { numberTicks, timeTicks } from '../../../src/render/chart/ticks.ts';

/** 2026-11-22 08:00:00 UTC. */
const EIGHT_MS = 1_795_334_400_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const each = (values: readonly number[], everyMs = MINUTE_MS) =>
  values.map((value, i) => ({ atMs: EIGHT_MS + i * everyMs, value }));

const leak: Series = {
  kind: 'level',
  name: 'CLOSE_WAIT sockets',
  of: 'app01',
  points: each([12, 24, 60, 38], 10 * MINUTE_MS),
};
const storm: Series = {
  kind: 'rate',
  name: 'connection reset: log records per minute',
  points: each([3, 0, 9]),
};
const alarm: Series = {
  kind: 'spans',
  name: 'memory alarm',
  of: 'rabbit@mq01',
  points: each([40, 0], HOUR_MS),
};

/** The texts a chart shows, in the order they stand in. */
function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}

/** The fault of what is not well-formed, for the elements and escapes a chart may use; undefined when there is none. */
function faultOf(svg: string): string | undefined {
  const open: string[] = [];
  const tags = /<(\/?)([a-z]+)((?: [a-zA-Z0-9:-]+="[^"<&]*")*)(\/?)>/g;
  for (const [, end, name = '', , empty] of svg.matchAll(tags)) {
    if (end && open.pop() !== name) return `</${name}> ends nothing`;
    if (!end && !empty) open.push(name);
  }
  if (open.length > 0) return `<${open.join('><')}> has no end`;
  const text = svg.replaceAll(tags, '');
  return /[<>]|&(?!amp;|lt;|gt;|quot;)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.exec(text)?.[0];
}

describe('a chart', () => {
  it('shows a level as one line with its first, highest and last value', () => {
    const { svg, title } = drawChart(leak);

    expect(title).toBe('CLOSE_WAIT sockets on app01');
    expect(textsOf(svg)).toEqual(
      expect.arrayContaining([
        'CLOSE_WAIT sockets on app01',
        '12 → 38 in 30 min, at most 60',
        '12',
        '60',
        '38',
        '22 Nov 2026, UTC',
      ]),
    );
    expect(count(svg, /<path/g)).toBe(2);
  });

  it('shows a rate as one bar for each bin that has any', () => {
    const { svg, title } = drawChart(storm);

    expect(title).toBe('Connection reset: log records per minute');
    expect(count(svg, new RegExp(`<rect[^>]*fill="${PALETTE.rate}"`, 'g'))).toBe(2);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['12 in 3 min, at most 9', '3', '9']));
  });

  it('shows spans as bars with their lengths', () => {
    const { svg } = drawChart(alarm);

    expect(count(svg, new RegExp(`<rect[^>]*fill="${PALETTE.spans}"`, 'g'))).toBe(2);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['40 s', 'not ended']));
  });

  it('shows the longest eight of many spans, and says so', () => {
    const { svg } = drawChart({ ...alarm, points: each(Array.from({ length: 30 }, (_, i) => i + 1)) });

    expect(count(svg, new RegExp(`<rect[^>]*fill="${PALETTE.spans}"`, 'g'))).toBe(8);
    expect(textsOf(svg).join(' ')).toContain('(the longest 8 shown)');
    expect(textsOf(svg)).toContain('23 s');
    expect(textsOf(svg)).not.toContain('22 s');
  });

  it.each([
    [
      leak,
      'Line chart of CLOSE_WAIT sockets on app01: from 12 at 2026-11-22 08:00:00 UTC to 38 at 2026-11-22 08:30:00 UTC, within 30 min; the highest is 60 at 2026-11-22 08:20:00 UTC.',
    ],
    [
      storm,
      'Bar chart of connection reset: log records per minute: 12 in all, from 3 at 2026-11-22 08:00:00 UTC to 9 at 2026-11-22 08:02:00 UTC; the highest is 9 at 2026-11-22 08:02:00 UTC.',
    ],
    [
      alarm,
      'Chart of how long it lasted: memory alarm on rabbit@mq01. 40 s from 2026-11-22 08:00:00 UTC, not ended since 2026-11-22 09:00:00 UTC.',
    ],
  ])('says in words what it shows: $kind', (series, words) => {
    expect(drawChart(series).altText).toBe(words);
  });

  it('shows what a log calls itself as text, cut to its width, without its secrets', () => {
    const of = `</text><script>alert("1")</script>&\u0000\u202e password=hunter2 ${'W'.repeat(400)}`;

    const { svg, altText, title } = drawChart({ ...leak, name: 'sockets', of });

    expect(faultOf(svg)).toBeUndefined();
    expect(svg).not.toContain('<script');
    expect(textsOf(svg)[0]).toMatch(/^Sockets on &lt;\/text&gt;&lt;script&gt;.*…$/);
    expect(`${svg}${altText}${title}`).not.toMatch(/hunter2|\u0000|\u202e/);
  });

  it('is well-formed and told within limits for any series', () => {
    const point = fc.record({ atMs: fc.double({ max: 9e15 }), value: fc.double() });
    const likely = fc.record({
      atMs: fc.integer({ min: EIGHT_MS, max: EIGHT_MS + 30 * 24 * HOUR_MS }),
      value: fc.oneof(fc.nat(10), fc.nat(2_000_000), fc.double({ min: 0, max: 1e15, noNaN: true })),
    });
    const name = fc.string({ unit: 'binary', maxLength: 300 });
    const series = fc.record({
      kind: fc.constantFrom<Series['kind'][]>('level', 'rate', 'spans'),
      name,
      of: name,
      points: fc.array(fc.oneof(point, likely, likely), { maxLength: 300 }),
    });

    fc.assert(
      fc.property(series, (given) => {
        const { svg, altText, title } = drawChart(given);

        expect(faultOf(svg)).toBeUndefined();
        expect(svg).not.toMatch(/NaN|Infinity|undefined|Invalid/);
        expect(altText.length).toBeLessThanOrEqual(1_000);
        expect(title.length).toBeLessThanOrEqual(200);
        expect(drawChart(given).svg).toBe(svg);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the axes', () => {
  it.each([
    [0, [0, 1]],
    [3, [0, 1, 2, 3]],
    [38, [0, 10, 20, 30, 40]],
    [60, [0, 20, 40, 60]],
    [36_400, [0, 10_000, 20_000, 30_000, 40_000]],
  ])('count to %d in round whole numbers', (highest, numbers) => {
    expect(numberTicks(highest)).toEqual(numbers);
  });

  it.each([
    [12_000, ['08:00:00', '08:00:02', '08:00:04', '08:00:06', '08:00:08', '08:00:10', '08:00:12']],
    [40 * MINUTE_MS, ['08:00', '08:10', '08:20', '08:30', '08:40']],
    [24 * HOUR_MS, ['12:00', '18:00', '23 Nov', '06:00']],
    [10 * 24 * HOUR_MS, ['23 Nov', '25 Nov', '27 Nov', '29 Nov', '1 Dec']],
  ])('read the clock at round times over %d ms', (lengthMs, labels) => {
    expect(timeTicks(EIGHT_MS, EIGHT_MS + lengthMs, 6).map(({ label }) => label)).toEqual(labels);
  });
});

describe('the colours', () => {
  /** WCAG 2.2, relative luminance and contrast ratio. */
  function luminance(colour: string): number {
    const [r = 0, g = 0, b = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function contrast(one: string, other: string): number {
    const [a, b] = [luminance(one), luminance(other)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  it.each(['text', 'mutedText'] as const)('let %s be read: at least 4.5:1', (name) => {
    expect(contrast(PALETTE[name], PALETTE.panel)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['level', 'rate', 'spans', 'axis'] as const)('let %s be seen: at least 3:1', (name) => {
    expect(contrast(PALETTE[name], PALETTE.panel)).toBeGreaterThanOrEqual(3);
  });

  it('let the panel’s text on a bar be read, too', () => {
    expect(contrast(PALETTE.spans, PALETTE.panel)).toBeGreaterThanOrEqual(4.5);
  });
});
