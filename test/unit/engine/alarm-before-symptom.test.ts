import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../../support/built-in-runbooks.ts';
import { triageWith } from '../../support/triage-text.ts';

const engine = builtInEngine();
const runbooksOf = (text: string) => triageWith(engine, text).diagnoses.map(({ runbook }) => runbook);

const socket = (local: string, peer: string) =>
  `# ss -tn\nState Recv-Q   Send-Q Local Address:Port Peer Address:Port\nESTAB 4100200  0      ${local} ${peer}\n`;
const alarm = (of: string) =>
  `# tail rabbit@mq7.log\n2026-05-04 08:00:01.114 [warning] <0.312.0> ${of} resource limit alarm set on node rabbit@mq7.\n`;

describe('a broker with an alarm, which stops reading from its publishers', () => {
  it.each(['memory', 'disk'])(
    'is diagnosed as the %s alarm, and not as a receiver that does not read',
    (of) => {
      const found = runbooksOf(`${alarm(of)}${socket('10.93.0.2:5672', '10.93.4.4:40112')}`);

      expect(found[0]).toBe(`${of}-alarm`);
      expect(found).not.toContain('receiver-not-reading');
    },
  );

  it('is no reason for a consumer that does not read', () => {
    const found = runbooksOf(`${alarm('memory')}${socket('10.93.4.4:40112', '10.93.0.2:5672')}`);

    expect(found).toContain('receiver-not-reading');
  });

  it('is named by the reason that a publisher logs in a field', () => {
    const logged = (reason: string) =>
      `{"time":"2026-05-06T09:12:44.120Z","level":"warn","event":"amqp blocked","cause":"${reason}"}\n`;

    expect(runbooksOf(logged('low on disk'))[0]).toBe('disk-alarm');
    expect(runbooksOf(logged('low on memory'))[0]).toBe('memory-alarm');
    expect(runbooksOf(logged('low on memory & disk'))[0]).toBe('publisher-blocked');
    expect(runbooksOf(logged('').replace('blocked', 'unblocked'))).toEqual([]);
  });
});
