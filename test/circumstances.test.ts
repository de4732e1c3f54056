import { describe, expect, it } from 'vitest';
import { builtInEngine } from './support/built-in-runbooks.ts';
import { triageWith } from './support/triage-text.ts';

const engine = builtInEngine();
const first = (text: string) => triageWith(engine, text).diagnoses[0];

const RESET =
  'Traceback (most recent call last):\n  File "worker.py", line 90, in ping\nConnectionResetError: [Errno 104] Connection reset by peer';

it.each([
  [
    'a balancer with an idle limit',
    'Between the pods and Redis sits an NLB, its idle timeout is 350 seconds.',
  ],
  [
    'the first request after a pause',
    'Always the first query after a quiet night fails, the second one works.',
  ],
  ['a time without traffic', 'The connection had been idle for 20 minutes.'],
  ['a middlebox that forgets', 'The VPN gateway forgets connections that carry nothing for an hour.'],
])('a reset is put down to silence where the text beside it tells of %s', (_, story) => {
  expect(first(`${story}\n\n${RESET}`)).toMatchObject({
    runbook: 'idle-connection-dropped',
    explains: expect.arrayContaining(['connection-reset']),
  });
});

it('a read that timed out on an open connection is put down to silence too', () => {
  const text =
    'Every morning the first statement hangs for 15 minutes, there is a firewall in between and the pool was idle since 20:00.\n\nError: read ETIMEDOUT\n    at TCP.onStreamRead (node:internal/stream_base_commons:217:20)';

  expect(first(text)).toMatchObject({ runbook: 'idle-connection-dropped', explains: ['network-path-lost'] });
});

it('a reset in the middle of work stays a reset', () => {
  expect(first(`It happens under load, in the middle of an import.\n\n${RESET}`)?.runbook).toBe(
    'connection-reset',
  );
});

it.each([
  'The NLB keeps an idle connection for 350 seconds.',
  'The NLB keeps an idle connection for 350 seconds.\n\n2026-03-11T07:46:40Z INFO connected to redis 10.0.0.9:6379',
])('silence without any trouble is nothing to report: %s', (text) => {
  expect(first(text)).toBeUndefined();
});

/** What a client logs of its work, minute by minute, and what comes after a night. */
const WORK = ['18:02:11', '18:03:40', '18:05:02'].map(
  (time) => `2026-03-10 ${time} INFO feed: handled one more price`,
);

describe('a pause of the log', () => {
  it('puts down a failure to it, where the program goes on with a new connection', () => {
    const log = [
      ...WORK,
      '2026-03-11 07:15:02 INFO feed: asking for prices',
      '2026-03-11 07:15:02 ERROR feed: java.net.SocketException: Connection reset',
      '2026-03-11 07:15:03 INFO feed: handled one more price',
    ];
    expect(first(log.join('\n'))).toMatchObject({
      runbook: 'idle-connection-dropped',
      explains: expect.arrayContaining(['connection-reset']),
      why: expect.arrayContaining([expect.stringContaining('quiet for 47400 s')]),
    });
  });

  it.each([
    [
      'that is usual',
      ['08:00:00', '09:00:00', '10:00:00'].map(
        (time) => `2026-03-10 ${time} INFO feed: handled one more price`,
      ),
      '2026-03-10 11:00:00',
    ],
    [
      'after which the program starts',
      [...WORK, '2026-03-11 07:15:00 INFO feed: starting version 12'],
      '2026-03-11 07:15:01',
    ],
    ['too short for any limit', WORK, '2026-03-10 18:07:40'],
  ])('says nothing if it is one %s', (_, before, at) => {
    const log = [...before, `${at} ERROR feed: java.net.SocketException: Connection reset`];
    expect(first(log.join('\n'))?.runbook).toBe('connection-reset');
  });

  it.each([
    [
      'the socket has been ended',
      'Error: This socket has been ended by the other party\n    at Socket.writeAfterFIN (node:net:544:14)',
    ],
    [
      'an exception is unhandled',
      'Unhandled exception. System.IO.IOException: Unable to write data to the transport connection: Connection reset by peer.',
    ],
  ])('is no work where %s', (_, failure) => {
    const log = [
      ...WORK,
      `2026-03-11 07:15:02 ERROR feed: ${failure}`,
      '2026-03-11 07:15:03 INFO feed: handled one more price',
    ];
    expect(first(log.join('\n'))?.runbook).toBe('idle-connection-dropped');
  });

  it('is work where a message is taken up before it and its acknowledgement fails after it', () => {
    const log = [
      '2026-03-10 18:02:11,004 INFO render: job 17 received',
      '2026-03-10 18:02:12,118 INFO render: started',
      '2026-03-10 18:22:40,090 INFO render: finished in 1228 s',
      '2026-03-10 18:22:40,102 ERROR pika.adapters.blocking_connection: Unexpected connection close detected: StreamLostError: ("Stream connection lost: BrokenPipeError(32, \'Broken pipe\')",)',
    ];
    expect(first(log.join('\n'))).toMatchObject({
      runbook: 'missed-heartbeats',
      explains: expect.arrayContaining(['write-to-closed-connection']),
    });
  });

  it('says nothing of a server, which rests between two clients', () => {
    const log = [
      '2026-03-10 18:02:11.000000+00:00 [info] <0.680.0> accepting AMQP connection <0.680.0> (10.0.0.5:40122 -> 10.0.0.9:5672)',
      "2026-03-10 18:02:11.010000+00:00 [info] <0.680.0> connection <0.680.0> (10.0.0.5:40122 -> 10.0.0.9:5672): user 'app' authenticated and granted access to vhost '/'",
      "2026-03-11 07:15:02.000000+00:00 [warning] <0.680.0> closing AMQP connection <0.680.0> (10.0.0.5:40122 -> 10.0.0.9:5672, vhost: '/', user: 'app'):",
      '2026-03-11 07:15:02.000000+00:00 [warning] <0.680.0> client unexpectedly closed TCP connection',
    ];
    expect(first(log.join('\n'))?.runbook).toBe('connection-closed-abruptly');
  });
});
