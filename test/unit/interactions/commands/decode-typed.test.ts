import { describe, expect, it } from 'vitest';
import { decodeTyped } from '../../../../src/interactions/commands/decode-typed.ts';

describe('what a person typed at Slack', () => {
  it.each([
    ['entities', 'a &lt; b &amp;&amp; c &gt; d', 'a < b && c > d'],
    ['an entity that was typed as such', '&amp;lt;', '&lt;'],
    ['a pid of Erlang, escaped', '&lt;0.697.0&gt; closing', '<0.697.0> closing'],
    ['a pid of Erlang, as it is', '<0.697.0> closing', '<0.697.0> closing'],
    [
      'a link with the text it was made of',
      'see <https://mq.example.com/q|mq.example.com/q>',
      'see mq.example.com/q',
    ],
    ['a bare link', 'see <https://mq.example.com/q?a=1&amp;b=2>', 'see https://mq.example.com/q?a=1&b=2'],
    [
      'a host that Slack takes for a link',
      'system=<http://mq1.example.com|mq1.example.com>',
      'system=mq1.example.com',
    ],
    [
      'an address that Slack takes for mail',
      'node <mailto:rabbit@mq1.example.com|rabbit@mq1.example.com>',
      'node rabbit@mq1.example.com',
    ],
    ['a mention with its name', 'ask <@U0123ABC|jane> in <#C0123ABC|ops>', 'ask jane in ops'],
    ['a mention without a name', 'ask <@U0123ABC>', 'ask <@U0123ABC>'],
    ['a code fence', '```\nError: x\n  at y\n```', 'Error: x\n  at y'],
    ['a code fence on one line', '```Error: x```', 'Error: x'],
    ['text around a fence', 'look:\n```\nError: x\n```\nwhat now?', 'look:\nError: x\nwhat now?'],
    ['a line separator', 'one\u2028two', 'one\ntwo'],
    ['comparisons and shifts', 'if (a<b || c>d) x<<2', 'if (a<b || c>d) x<<2'],
    ['a generic type', 'java.util.List<String>', 'java.util.List<String>'],
  ])('is read as it was before Slack wrapped it: %s', (_, typed, text) => {
    expect(decodeTyped(typed)).toBe(text);
  });

  it('keeps the indentation of a first line', () => {
    expect(decodeTyped('```\n    at TCP.onStreamRead\n```')).toBe('    at TCP.onStreamRead');
  });
});
