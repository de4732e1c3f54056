import { expect, it } from 'vitest';
import { ingestLogEvents } from '../../../src/ingest/ingest.ts';
import { renderMarkdown } from '../../../src/render/markdown.ts';
import { readLine } from '../../../src/render/slack/answers/report-blocks.ts';
import { renderTerminal } from '../../../src/render/terminal/report.ts';
import { PLAIN } from '../../../src/render/terminal/text.ts';
import { compiledOf } from '../../support/runbook-of.ts';
import { testContext } from '../../support/test-context.ts';
import { triageText } from '../../support/triage-text.ts';

it.each([{ text: ['pump is dry'] }, { regex: ['pump is \\w+'] }])(
  'a reason at the end of a record of 40 KiB is found by %j',
  (pattern) => {
    const signal = { says: 'dry', confidence: 0.9, on: 'log' as const, ...pattern };
    const runbook = compiledOf({ id: 'dry', signals: { signal }, when: 'signal' });

    const { diagnoses } = triageText(
      [runbook],
      `2026-11-22 05:02:13 [error] ${'x'.repeat(40_000)} pump is dry`,
    );

    expect(diagnoses.map((one) => one.runbook)).toEqual(['dry']);
  },
);

const recordOf = (length: number) => `2026-11-22 05:02:13 [error] ${'x'.repeat(length)}`;

it('a record that was searched only in part is counted in every form of the report', () => {
  const report = triageText([], `${recordOf(10)}\n${recordOf(20_000)}`, recordOf(30));

  expect(report.inputs.map(({ partlySearched }) => partlySearched)).toEqual([1, undefined]);
  const told = '1 record searched only in the first 12 and last 4 KiB';
  expect(renderTerminal(report, PLAIN).replaceAll(/\s+/g, ' ')).toContain(told);
  expect(renderMarkdown(report)).toContain(told);
  expect(readLine(report)).toContain(told);
});

it('a record of 16 KiB is searched whole, and nothing is said of it', () => {
  const report = triageText([], recordOf(16_384 - recordOf(0).length));

  expect(report.inputs[0]?.partlySearched).toBeUndefined();
  expect(renderMarkdown(report)).not.toContain('searched only');
});

it('a delivery counts the events that are searched only in part', async () => {
  const events = [10, 20_000].map((length, i) => ({
    id: String(i),
    timestamp: 0,
    message: 'x'.repeat(length),
  }));

  const counted = await ingestLogEvents(testContext(), { logGroup: '/mq', logStream: 'n1', events });

  expect(counted.partlySearched).toBe(1);
});
