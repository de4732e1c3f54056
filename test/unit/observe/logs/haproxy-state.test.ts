import { describe, expect, it } from 'vitest';
import { observe } from '../../../../src/observe/observe.ts';

const START = 'Feb 11 08:15:00 lb1 haproxy[71]: 10.4.7.21:51234 [11/Feb/2026:08:15:00.123]';
const termination = (rest: string) =>
  observe(`${START} ${rest}`, { name: 'log' }).observations[0]?.fields['termination'];

describe('a line of HAProxy', () => {
  it.each([
    ['amqp_in amqp/mq1 0/-1/3001 1024 SC 12/12/10/4/0 0/0', 'server-abort/connect'],
    ['amqp_in amqp/mq1 1/0/50002 1290 cD 3/3/2/2/0 0/0', 'client-timeout/data'],
    ['amqp_in amqp/<NOSRV> 10001/-1/10001 0 sQ 2000/2000/1999/500/+3 0/54', 'server-timeout/queue'],
    [
      'web app/srv1 0/0/-1/-1/9002 503 194 - - sC-- 12/12/3/1/3 0/0 "GET /api HTTP/1.1"',
      'server-timeout/connect',
    ],
  ])('tells in which state the session ended: %s', (rest, expected) => {
    expect(termination(rest)).toBe(expected);
  });

  it('tells it in a JSON format of its own, too', () => {
    const text = '{"program":"haproxy","connection":{"termination_state":"sC"},"status_code":503}';

    expect(observe(text, { name: 'log' }).observations[0]?.fields).toMatchObject({
      product: 'haproxy',
      termination: 'server-timeout/connect',
    });
  });

  it.each([
    'amqp_in amqp/mq1 1/0/50002 1290 -- 3/3/2/2/0 0/0',
    'web app/srv1 0/0/1/12/13 200 1422 - - ---- 12/12/3/1/0 0/0 "GET /a SC 1/1/1/1/1 0/0 HTTP/1.1"',
  ])('tells of none where it ended in order: %s', (rest) => {
    expect(termination(rest)).toBeUndefined();
  });
});
