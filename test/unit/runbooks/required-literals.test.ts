import { describe, expect, it } from 'vitest';
import { requiredLiterals } from '../../../src/runbooks/required-literals.ts';
import { patternAlternatives } from '../../../src/runbooks/unmet-alternatives.ts';

describe('the literals a pattern demands', () => {
  it.each([
    ['missed heartbeats from client', ['missed heartbeats from client']],
    ['timeout: (\\d+)s after', [' after'], ['timeout: ']],
    ['(?P<queue>\\w+) is locked', [' is locked']],
    ['socket (?:closed|reset)', ['socket closed', 'socket reset']],
    ['CONNECTION[_-]FORCED', ['connection_forced', 'connection-forced']],
    ['accepting .* \\{eaddrinuse', [' {eaddrinuse']], // the rarer of two
    ['said "no such queue" twice', ['no such queue']], // quotes are escaped in JSON
    ['(?:closed socket|reset socket)', ['closed socket', 'reset socket']],
    ['(?:memory alarm)?', []],
    ['(?:memory alarm)+ set', ['memory alarm']],
    ['Memory Alarm', ['memory alarm']],
    ['\\d+ .* \\w+', []],
    ['heartbeat|', []],
    ['[[:alpha:]]+ drill', []], // a class of RE2
    ['\\Qa.b\\E drill', []],
    ['Lib\\\\AMQPError', ['amqperror']],
  ])('%s', (source, ...anyOf) => {
    expect(anyOf).toContainEqual(requiredLiterals(source));
  });
});

describe('the alternatives of a pattern', () => {
  it('are the pattern with one branch left, in every group', () => {
    expect(patternAlternatives('(?:memory|disk) alarm (set|cleared)').map(({ source }) => source)).toEqual([
      '(?:memory) alarm (set|cleared)',
      '(?:disk) alarm (set|cleared)',
      '(?:memory|disk) alarm (set)',
      '(?:memory|disk) alarm (cleared)',
    ]);
  });
});
