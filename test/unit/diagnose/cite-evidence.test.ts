import { describe, expect, it } from 'vitest';
import { compiledOf } from '../../support/runbook-of.ts';
import { triageText } from '../../support/triage-text.ts';

const failed = compiledOf({
  id: 'failed',
  signals: { seen: { says: 'it failed', confidence: 0.9, on: 'log', text: ['pump failed'] } },
  when: 'seen',
});

function cited(text: string): string[] {
  return (triageText([failed], text).diagnoses[0]?.evidence ?? []).map((one) => one.text);
}

describe('evidence', () => {
  it('leaves out lines that only frame the others', () => {
    const head = '2026-04-05 06:07:08.123456+00:00 [warning] <0.9.0>';

    expect(
      cited(
        [`${head} pump failed`, `${head} `, `${head} *****************`, `${head} see the manual`].join('\n'),
      ),
    ).toEqual([`${head} pump failed`, `${head} see the manual`]);
  });

  it('ends a long record with what is no frame of a stack trace', () => {
    const lines = cited(
      [
        '2026-04-05T06:07:08.123Z ERROR pump failed: Error: dry',
        '    at Pump.run (/srv/pump.js:3:1)',
        '    at Pump.start (/srv/pump.js:9:1)',
        '    at main (/srv/main.js:1:1) {',
        "  stackAtStateChange: 'Stack capture\\n' +",
        "    '    at Socket.emit (node:events:536:35)\\n' +",
        "    '    at process.processTicksAndRejections (node:internal/process/task_queues:82:21)'",
        '}',
      ].join('\n'),
    );

    expect(lines).toHaveLength(5);
    expect(lines.at(-1)).toContain('stackAtStateChange');
  });
});
