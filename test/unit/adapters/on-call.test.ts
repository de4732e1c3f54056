import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOnCall } from '../../../src/adapters/on-call.ts';
import { fixedSecret } from '../../support/fixed-secret.ts';

/** What PagerDuty answers to `GET /oncalls` (API v2), shortened. */
const ANSWER = {
  oncalls: [
    { escalation_level: 2, user: { id: 'PBEN', type: 'user_reference' } },
    { escalation_level: 1, user: { id: 'PANNA', type: 'user_reference' } },
  ],
};

const asked: { url: string; authorization: string }[] = [];
let status = 200;
let answer: object = ANSWER;
const server = createServer((request, response) => {
  asked.push({ url: request.url ?? '', authorization: request.headers.authorization ?? '' });
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
});
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  vi.stubEnv('PAGERDUTY_API_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});
beforeEach(() => {
  asked.length = 0;
  status = 200;
  answer = ANSWER;
});

const schedule = { name: 'brokers', pagerDuty: 'PSCHED1', users: { PANNA: 'UANNA' }, fallback: 'UBOSS' };
const onCall = () => createOnCall({ schedules: [schedule] }, fixedSecret('y_NbAkKc66ryYTWUXYEu'));

describe('who is on call by PagerDuty', () => {
  it('is who it calls first, by their Slack id', async () => {
    expect(await onCall().find('brokers', 0)).toEqual({ who: 'UANNA' });

    expect(asked).toEqual([
      {
        url: '/oncalls?schedule_ids%5B%5D=PSCHED1&earliest=true',
        authorization: 'Token token=y_NbAkKc66ryYTWUXYEu',
      },
    ]);
  });

  it('is asked once a minute', async () => {
    const one = onCall();

    for (const nowMs of [0, 30_000, 59_999, 60_000]) await one.find('brokers', nowMs);

    expect(asked).toHaveLength(2);
  });

  it('is the fallback where PagerDuty refuses', async () => {
    status = 401;

    expect(await onCall().find('brokers', 0)).toEqual({ who: 'UBOSS' });
  });

  it.each([
    ['names somebody who is not among the users', [{ escalation_level: 1, user: { id: 'PSTRANGER' } }]],
    ['has nobody on call', []],
  ])('is the fallback where PagerDuty %s, and nobody without one', async (_, oncalls) => {
    answer = { oncalls };
    const { fallback: _fallback, ...without } = schedule;

    expect(await onCall().find('brokers', 0)).toEqual({ who: 'UBOSS' });
    expect(
      await createOnCall({ schedules: [without] }, fixedSecret('y_NbAkKc66ryYTWUXYEu')).find('brokers', 0),
    ).toBeUndefined();
  });

  it('is the fallback while PagerDuty can’t be reached, and who it calls once it can', async () => {
    const reachable = process.env['PAGERDUTY_API_URL'] ?? '';
    vi.stubEnv('PAGERDUTY_API_URL', 'http://127.0.0.1:9');
    const one = onCall();

    expect(await one.find('brokers', 0)).toEqual({ who: 'UBOSS' });
    vi.stubEnv('PAGERDUTY_API_URL', reachable);
    expect(await one.find('brokers', 60_000)).toEqual({ who: 'UANNA' });
  });

  it('is asked by nobody without a token', async () => {
    expect(await createOnCall({ schedules: [schedule] }).find('brokers', 0)).toEqual({ who: 'UBOSS' });
    expect(asked).toEqual([]);
  });
});
