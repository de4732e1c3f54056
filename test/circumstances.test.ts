import { expect, it } from 'vitest';
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
