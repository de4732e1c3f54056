import { expect, it } from 'vitest';
import { cleanLine } from '../../../../src/observe/wrappers/clean.ts';

it.each([
  ['{&quot;state&quot;:&quot;running&quot;}', '{"state":"running"}'],
  ['IP 10.0.0.5.40118 &gt; 10.0.0.9.5671: Flags [S]', 'IP 10.0.0.5.40118 > 10.0.0.9.5671: Flags [S]'],
  ['closing AMQP connection &lt;0.81.0&gt;', 'closing AMQP connection <0.81.0>'],
])('a line that a page escaped is read as it was: %s', (escaped, line) => {
  expect(cleanLine(escaped)).toBe(line);
});

it.each(['<p>write &gt; for the sign</p>', 'a & b', 'https://mq.example/?a=1&amp;b=2'])(
  'a line that is not wholly escaped stays: %s',
  (line) => {
    expect(cleanLine(line)).toBe(line);
  },
);
