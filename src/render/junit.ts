import { encodeXML } from 'entities';
import type { Diagnosis, Report } from '../model/diagnosis.ts';
import { redact } from '../redact/redact.ts';
import { printable } from './clean.ts';
import { percent } from './in-words.ts';

/** One case of a run: what was triaged together, under a name; `error` where it could not be read. */
export type TriagedCase = { name: string } & ({ report: Report } | { error: string });

/**
 * Cases as JUnit XML, which CI systems show as test results (GitLab, Jenkins, Azure Pipelines, CircleCI): a case fails for each
 * diagnosis, with title, summary, first step and evidence; one that could not be read is an error. Ends with a line break.
 */
export function renderJunit(cases: readonly TriagedCase[]): string {
  const failures = cases.filter((one) => 'report' in one && one.report.diagnoses.length > 0).length;
  const errors = cases.filter((one) => 'error' in one).length;
  const counts = `tests="${cases.length}" failures="${failures}" errors="${errors}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="halfopen" ${counts}>`,
    `  <testsuite name="halfopen triage" ${counts}>`,
    ...cases.map(testCase),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase(one: TriagedCase): string {
  const outcome =
    'error' in one
      ? [`      <error type="unreadable" message="${safe(one.error)}"/>`]
      : one.report.diagnoses.map(failure);
  const head = `    <testcase classname="halfopen" name="${safe(one.name)}"`;
  return outcome.length === 0 ? `${head}/>` : [`${head}>`, ...outcome, '    </testcase>'].join('\n');
}

function failure({ runbook, title, severity, confidence, summary, steps, evidence }: Diagnosis): string {
  const [first] = steps;
  const text = [
    summary,
    ...(first ? [`Do: ${first.do}`, ...(first.command ? [`$ ${first.command.trimEnd()}`] : [])] : []),
    ...evidence.map((cited) => `${cited.input}:${cited.line}: ${cited.text}`),
  ].join('\n');
  const message = `${severity}: ${title} (${percent(confidence)} sure)`;
  return `      <failure type="${safe(runbook)}" message="${safe(message)}">${safe(text)}</failure>`;
}

function safe(text: string): string {
  return encodeXML(printable(redact(text)));
}
