import { describe, expect, it } from 'vitest';
import type { Line } from '../../../src/observe/line.ts';
import { BLOCK_READERS } from '../../../src/observe/reader-order.ts';

const LINES = 3_000;
/** Readers may look a bounded way ahead from each line, so the bound is far above it and far below the square. */
const MOST_LOOKS_PER_LINE = 450;
const context = { input: 'x', nextSnapshot: () => 'x#1' };

/** How often the texts of the lines are asked for while each line is offered to each reader. */
function looksPerLine(text: string): [format: string, looks: number][] {
  let looks = 0;
  const lines: Line[] = Array.from({ length: LINES }, (_, i) => ({
    number: i + 1,
    verbatim: text,
    get text() {
      looks++;
      return text;
    },
  }));
  return BLOCK_READERS.map((reader) => {
    looks = 0;
    for (let from = 0; from < LINES; )
      from = Math.max(from + 1, reader.read(lines, from, context)?.next ?? 0);
    return [reader.format, looks / LINES];
  });
}

describe('thousands of lines that hold one sign or heading', () => {
  it.each([
    '#',
    '# ',
    '## Head',
    '# a',
    ';',
    '//',
    '// x',
    '%',
    '--',
    '*',
    '* a',
    '/*',
    '"""',
    "'''",
    '<!--',
    '---',
    '===',
    '***',
    '{',
    '[',
    '[{',
    '{"a":',
    '$',
    '>',
    '|',
    '+--+',
    '-----+-----',
    '```',
    '.',
    '$ ss -tan',
    '# net.x =',
    '# sysctl x',
    '# HELP a b',
    'Tcp:',
    'Listing queues',
    'name',
    'COMMAND PID',
    'Proto Recv-Q',
    '*** 1. row ***',
    '- a:',
    '{rabbit,[',
    'Timeout: 60',
    'Every 2.0s: ss',
    'a,b',
    '=ERROR REPORT====',
  ])('are looked at a bounded number of times: %s', (text) => {
    expect(looksPerLine(text).filter(([, looks]) => looks > MOST_LOOKS_PER_LINE)).toEqual([]);
  });
});
