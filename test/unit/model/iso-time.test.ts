import { describe, expect, it } from 'vitest';
import { createCollector } from '../../../src/detect/collector.ts';
import { compileSignals } from '../../../src/detect/compile-signals.ts';
import { detect } from '../../../src/detect/detect.ts';
import { indexRecordSignals } from '../../../src/detect/match-records.ts';
import { diagnose } from '../../../src/diagnose/diagnose.ts';
import { isoSeconds, isoTime } from '../../../src/model/iso-time.ts';
import type { Observation } from '../../../src/model/observation.ts';
import { utcTime } from '../../../src/render/in-words.ts';
import { moment } from '../../../src/render/slack/mrkdwn.ts';
import { compiledOf } from '../../support/runbook-of.ts';
import { triageText } from '../../support/triage-text.ts';

const BEYOND = [
  8.64e15 + 1,
  -8.64e15 - 1,
  1e300,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.NaN,
];
const refused = compiledOf({
  id: 'refused',
  signals: { seen: { says: 'refused', confidence: 0.9, on: 'log', text: ['refused'] } },
  when: 'seen',
});

describe('a time in print', () => {
  it('is ISO 8601 in UTC', () => {
    expect(isoTime(1795324933494)).toBe('2026-11-22T05:22:13.494Z');
    expect(isoSeconds(1795324933494)).toBe('2026-11-22T05:22:13Z');
    expect(isoSeconds(0)).toBe('1970-01-01T00:00:00Z');
  });

  it.each(BEYOND)('takes any number: %d', (ms) => {
    const known = Number.isNaN(ms) ? /unknown time/ : /^[+-]27\d{4}-\d\d-\d\d/;

    expect(isoTime(ms)).toMatch(known);
    expect(isoSeconds(ms)).toMatch(known);
    expect(() => [utcTime(ms), moment(ms)]).not.toThrow();
  });

  it.each(BEYOND)('does not end a report of evidence at %d', (atMs) => {
    const signals = compileSignals([refused]);
    const collector = createCollector(indexRecordSignals(signals));
    const record: Observation = {
      kind: 'log',
      at: { input: 'x', line: 1, endLine: 1 },
      atMs,
      text: 'connection refused',
      verbatim: 'connection refused',
      form: 'log',
      fields: {},
    };

    collector.add([record]);
    const { signals: held } = detect(collector, [refused], signals);

    expect(diagnose([refused], held, collector.context)).toHaveLength(1);
  });

  it('in a log that no calendar holds counts as none', () => {
    const report = triageText([refused], '{"ts":1e300,"level":"error","msg":"connection refused"}');

    expect(report.diagnoses).toHaveLength(1);
    expect(report.diagnoses[0]?.firstSeen).toBeUndefined();
    expect(report.failures).toBeUndefined();
  });
});
