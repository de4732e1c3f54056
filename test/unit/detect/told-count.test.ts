import { describe, expect, it } from 'vitest';
import { toldCount } from '../../../src/detect/tellings/told-count.ts';
import { toldWords } from '../../../src/detect/tellings/told-words.ts';

function count(text: string) {
  return toldCount(toldWords(text), ['close wait', 'time wait']);
}

describe('the number that a sentence gives for a state', () => {
  it.each([
    ['stands before it', 'about 3000 sockets in CLOSE_WAIT', 3000],
    ['stands behind it', 'CLOSE_WAIT is now at 8,500 on port 5672', 8500],
    ['is not that of another state', '12 sockets in TIME_WAIT and 340 ESTABLISHED', 12],
    ['is the part, not the whole', '250 out of 420 connections were stuck in CLOSE_WAIT', 250],
    ['is not a version', 'since version 2.4 we see CLOSE_WAIT at 8,500', 8500],
    ['is the last of two', 'CLOSE_WAIT went from 200 to 4000 in an hour', 4000],
  ])('%s', (_, text, expected) => {
    expect(count(text)).toEqual({ count: expected, fell: false });
  });

  it('fell where there were more before', () => {
    expect(count('the number of CLOSE_WAIT sockets dropped from 4000 to 3')).toEqual({
      count: 3,
      fell: true,
    });
  });

  it.each(['CLOSE_WAIT for 5 minutes', 'we have 300 clients and nothing else', 'CLOSE_WAIT on port 5672'])(
    'is not there in: %s',
    (text) => {
      expect(count(text)).toBeUndefined();
    },
  );
});
