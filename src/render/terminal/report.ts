import { createFailures, type Failures } from '../../failures.ts';
import type { Diagnosis, Report } from '../../model/diagnosis.ts';
import { redact } from '../../redact/redact.ts';
import { printable } from '../clean.ts';
import { failureNotes } from '../failure-notes.ts';
import { timeNotes } from '../time-notes.ts';
import { renderFullDiagnosis } from './full-diagnosis.ts';
import { renderInputs } from './inputs.ts';
import { renderNothing } from './nothing.ts';
import { renderRanking } from './ranking.ts';
import { renderSummary } from './summary.ts';
import { hang, type Style } from './text.ts';

const MORE = 'more: --verbose (every cause with all reasons, evidence, steps, questions)';

/**
 * The report as a person reads it in a terminal: several causes as a ranked list, then the first of them on one screen, or, with
 * `verbose`, all of them with all that is known. Ends with a line break.
 */
export function renderTerminal(report: Report, style: Style, { verbose = false } = {}): string {
  const failures = createFailures();
  const body = verbose ? inFull(report, style, failures) : inShort(report, style, failures);
  const notes = [...timeNotes(report), ...failureNotes(report, failures.list())].flatMap((note) =>
    hang('! ', printable(redact(note)), style.width),
  );
  const inputs = renderInputs(report.inputs, style, verbose);
  return `${[...body, ...(notes.length > 0 ? [notes.join('\n')] : []), inputs].join('\n\n')}\n`;
}

function inFull(report: Report, style: Style, failures: Failures): string[] {
  if (report.diagnoses.length === 0) return [renderNothing(report, style)];
  return report.diagnoses.flatMap((diagnosis, i) =>
    contained(diagnosis, failures, () => renderFullDiagnosis(diagnosis, i, style)),
  );
}

function inShort(report: Report, style: Style, failures: Failures): string[] {
  const { diagnoses } = report;
  const [first] = diagnoses;
  if (!first) return [renderNothing(report, style)];
  return [
    ...(diagnoses.length > 1 ? [renderRanking(diagnoses, style)] : []),
    ...contained(first, failures, () => renderSummary(first, style)),
    hang('', MORE, style.width)
      .map((line) => style.paint('dim', line))
      .join('\n'),
  ];
}

function contained({ runbook }: Diagnosis, failures: Failures, render: () => string): string[] {
  return failures.contain(`rendering of ${runbook}`, () => [render()]) ?? [];
}
