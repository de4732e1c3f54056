import { describe, expect, it } from 'vitest';
import type { Report } from '../../../../src/model/diagnosis.ts';
import { reportBlocks } from '../../../../src/render/slack/answers/report-blocks.ts';

const shape = { template: 'cannot frob', count: 2, example: { input: 'a.log', line: 1 } };

function firstWords(given: Partial<Report>): string {
  const read = { input: 'a.log', formats: [], records: 2, unreadLines: 0, bytes: 40 };
  const report = { diagnoses: [], inputs: [read], unrecognised: [], states: [], levels: {}, ...given };
  return JSON.stringify(reportBlocks(report)[0]);
}

describe('an answer without a diagnosis', () => {
  it('is green only where what was read says that all is well', () => {
    expect(firstWords({ levels: { info: 2 } })).toContain('🟢 No problem found.');
  });

  it('is never green above error records', () => {
    expect(firstWords({ levels: { info: 1, error: 1200 }, unrecognised: [shape] })).toContain(
      '⚪ Nothing diagnosed: no runbook knows 1,200 error records.',
    );
  });

  it('is never green above text that was not understood', () => {
    expect(firstWords({ unrecognised: [shape] })).toContain(
      '⚪ Nothing diagnosed: no runbook knows this text.',
    );
  });
});
