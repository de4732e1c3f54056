import { describe, expect, it } from 'vitest';
import { observe } from '../../../../src/observe/observe.ts';

const HEAD = '2026-07-01 06:00:01 ERROR mill ';

function atEdge(...messages: readonly string[]): (true | undefined)[] {
  const text = messages.map((message) => `${HEAD}${message}\n`).join('');
  return observe(text, { name: 'paste' }).observations.map(({ isAtEdge }) => isAtEdge);
}

describe('a line that ends at the edge of a terminal', () => {
  const upTo = (width: number) => 'the wheel '.repeat(30).slice(0, width - HEAD.length - 1) + 'x';

  it('may go on', () => {
    expect(atEdge('stopped', upTo(80))).toEqual([undefined, true]);
  });

  it('is whole where another line is longer, or no terminal is so wide', () => {
    expect(atEdge(upTo(80), upTo(93))).toEqual([undefined, undefined]);
    expect(atEdge(upTo(93))).toEqual([undefined]);
  });
});
