import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../../support/built-in-runbooks.ts';
import { triageWith } from '../../support/triage-text.ts';

const engine = builtInEngine();
const CUT =
  "2026-05-23T02:50:01.238745Z 33 [Note] Aborted connection 33 to db: 'shop' user: 'web' host: '10.17.9.2' (Got timeout rea";

describe('a line that was cut off at a column', () => {
  it('tells what its whole message tells', () => {
    const whole = triageWith(engine, `${CUT}ding communication packets)\n`).diagnoses[0]?.runbook;

    expect(whole).toBeDefined();
    expect(triageWith(engine, `${CUT}\n`).diagnoses[0]?.runbook).toBe(whole);
  });

  it('is quoted as it was given, and nothing is told that does not stand in it', () => {
    const [first] = triageWith(
      engine,
      '2026-03-02 11:10:00.100000+00:00 [warning] <0.437.0> Consumer 12 on channel 3 has timed out waiting for delivery acknowl\n',
    ).diagnoses;

    expect(first?.runbook).toBe('delivery-ack-timeout');
    expect(JSON.stringify(first?.facts)).not.toMatch(/x1|"12 ms|edgement/);
    expect(JSON.stringify(first?.evidence)).not.toContain('acknowledgement');
  });

  it('of HAProxy tells how the session ended while the two letters of it are there', () => {
    const [first] = triageWith(
      engine,
      'Feb 11 08:15:00 lb1 haproxy[71]: 10.4.7.21:51234 [11/Feb/2026:08:15:00.123] amqp_in amqp/mq1 0/-1/9002 0 sC 12/12/1\n',
    ).diagnoses;

    expect(first?.runbook).toBe('connect-timeout');
  });
});
