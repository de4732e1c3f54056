import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../../support/built-in-runbooks.ts';
import { triageWith } from '../../support/triage-text.ts';

const engine = builtInEngine();
const text =
  '2024-05-04 10:11:18 ERROR user@mq:15672: Got an exception when receiving data: IO timeout when reading 7 bytes\n';

describe('evidence said to be of another machine than its message comes from', () => {
  it('lowers the confidence, and does not silence the diagnosis', () => {
    const [expected] = triageWith(engine, { role: 'client', text }).diagnoses;
    const [unexpected] = triageWith(engine, { role: 'broker', text }).diagnoses;

    expect(unexpected?.runbook).toBe(expected?.runbook);
    expect(unexpected?.confidence).toBeLessThan(expected?.confidence ?? 0);
  });

  it('is still said where several lines of a loop without a library speak for it', () => {
    const loop = ['08:01:10', '08:02:10', '08:03:10', '08:04:10']
      .flatMap((time) => [
        `2026-03-05 ${time} WARN sluice connection lost`,
        `2026-03-05 ${time.replace(/10$/, '12')} INFO sluice connected again`,
      ])
      .join('\n');

    const [expected, unexpected] = (['client', 'broker'] as const).map(
      (role) => triageWith(engine, { role, text: loop }).diagnoses[0]?.runbook,
    );

    expect(expected).toBe('connection-churn');
    expect(unexpected).toBe(expected);
  });

  it("counts whole where a client's library printed it", () => {
    const trace =
      'Traceback (most recent call last):\n  File "press.py", line 7, in stop\n    channel.close()\n  File "/srv/pika/adapters/blocking_connection.py", line 1343, in close\n    self._flush_output(done)\n  File "/srv/pika/adapters/blocking_connection.py", line 410, in _flush_output\n    self._impl.ioloop.poll()\nKeyboardInterrupt\n';
    const confidences = (['client', 'broker'] as const).map(
      (role) => triageWith(engine, { role, text: trace }).diagnoses[0]?.confidence,
    );

    expect(confidences[1]).toBe(confidences[0]);
    expect(confidences[0]).toBeGreaterThan(0);
  });
});
