import { createFailures } from '../../failures.ts';
import type { Diagnosis, InputReport, Report } from '../../model/diagnosis.ts';
import type { Step } from '../../model/runbook.ts';
import { redact } from '../../redact/redact.ts';
import { printable } from '../clean.ts';
import { failureNotes } from '../failure-notes.ts';
import { readingGaps } from '../reading-gaps.ts';
import { describeSeries } from '../sparkline.ts';
import { timeNotes } from '../time-notes.ts';
import type { Paint } from './text.ts';
import { wrap } from './text.ts';

const WIDTH = 80;
const MOST_LINES_QUOTED = 12;
const LONGEST_QUOTE = 320;

/** The report as a person reads it in a terminal 80 columns wide. Ends with a line break. */
export function renderTerminal(report: Report, paint: Paint): string {
  const { diagnoses } = report;
  const failures = createFailures();
  const body =
    diagnoses.length > 0
      ? diagnoses.flatMap(
          (diagnosis, i) =>
            failures.contain(`rendering of ${diagnosis.runbook}`, () =>
              renderDiagnosis(diagnosis, i, paint),
            ) ?? [],
        )
      : [nothing(report, paint)];
  const failed = failureNotes(report, failures.list()).flatMap((note) => bullet('!', note));
  const times = timeNotes(report).flatMap((note) => bullet('!', note));
  const notes = [...times, ...failed];
  return `${[...body, ...(notes.length > 0 ? [notes.join('\n')] : []), renderInputs(report.inputs, paint)].join('\n\n')}\n`;
}

function renderDiagnosis(diagnosis: Diagnosis, i: number, paint: Paint): string {
  const { severity, title, runbook, confidence } = diagnosis;
  return [
    ...indented(`${i + 1}. ${title}`, '', (line) => paint('strong', line)),
    `   ${paint(severity, severity.toUpperCase())} · ${Math.round(confidence * 100)} % sure · ${runbook}`,
    ...seen(diagnosis),
    '',
    ...indented(diagnosis.summary, '   '),
    ...(diagnosis.series ?? []).flatMap((series) => ['', ...indented(describeSeries(series), '   ')]),
    '',
    ...indented(`Cause: ${diagnosis.cause}`, '   '),
    '',
    ...indented(`Impact: ${diagnosis.impact}`, '   '),
    ...section(
      'Why',
      diagnosis.why.flatMap((why) => bullet('-', why)),
      paint,
    ),
    ...section('Evidence', evidence(diagnosis, paint), paint),
    ...section(
      'Do',
      diagnosis.steps.flatMap((step, n) => renderStep(step, n, paint)),
      paint,
    ),
    ...section(
      'Ask',
      diagnosis.questions.flatMap((q) => [
        ...bullet('?', q.ask),
        ...answer('yes', q.ifYes),
        ...answer('no', q.ifNo),
      ]),
      paint,
    ),
    ...section(
      'Would raise confidence',
      diagnosis.wouldRaise.flatMap((what) => bullet('+', what)),
      paint,
    ),
    ...section(
      'Applies to',
      diagnosis.appliesTo.flatMap((product) => bullet('-', product)),
      paint,
    ),
    ...section(
      'Read',
      diagnosis.references.map((url) => `   ${url}`),
      paint,
    ),
  ].join('\n');
}

function seen({ count, firstSeen, lastSeen }: Diagnosis): string[] {
  const times = count > 1 ? `seen ${count} times` : 'seen once';
  if (!firstSeen) return [`   ${times}`];
  return [`   ${times}, ${firstSeen === lastSeen ? `at ${firstSeen}` : `${firstSeen} to ${lastSeen}`}`];
}

function renderStep(
  { do: what, command, risk, verify, undo, variants = {} }: Step,
  n: number,
  paint: Paint,
): string[] {
  const label = `${n + 1}.`.padEnd(3);
  return [
    ...bullet(label, risk === 'none' ? what : `${what} (risk: ${risk})`),
    ...(command
      ? command
          .trimEnd()
          .split('\n')
          .map((line) => `       ${paint('command', `$ ${printable(redact(line))}`)}`)
      : []),
    ...answer('check', verify),
    ...(undo ? answer('undo', undo) : []),
    ...Object.entries(variants).flatMap(([library, variant]) => answer(library, variant.do)),
  ];
}

function evidence({ evidence: cited }: Diagnosis, paint: Paint): string[] {
  const shown = cited.slice(0, MOST_LINES_QUOTED).flatMap(({ input, line, text }, i) => {
    const before = cited[i - 1];
    const follows = before?.input === input && before.line + 1 === line;
    const rows = wrap(printable(redact(text).slice(0, LONGEST_QUOTE)), WIDTH - 5).map((row) => `     ${row}`);
    return follows ? rows : [`   ${paint('dim', `${printable(redact(input))}:${line}`)}`, ...rows];
  });
  const more = cited.length - MOST_LINES_QUOTED;
  return more > 0 ? [...shown, `   … and ${more} more lines with --json`] : shown;
}

function nothing({ unrecognised, states, nearest = [], levels }: Report, paint: Paint): string {
  const loud = Object.entries(levels).map(([level, count]) => `${level} ${count}`);
  const shown = states
    .filter(({ state }) => state !== 'LISTEN')
    .map(({ state, count }) => `${state} ${count}`);
  return [
    paint('strong', 'Nothing diagnosed.'),
    ...section('Records by level', loud.length > 0 ? [`   ${loud.join(', ')}`] : [], paint),
    ...section('Sockets by state (no diagnosis)', shown.length > 0 ? [`   ${shown.join(', ')}`] : [], paint),
    ...section(
      'Unrecognised messages (no diagnosis)',
      unrecognised.flatMap(({ template, count, example }) =>
        bullet(`${count}×`, `${template} (${example.input}:${example.line})`),
      ),
      paint,
    ),
    ...section(
      'Nearest runbooks (no diagnosis)',
      nearest.flatMap(({ id, title }) => bullet('?', `${title}: halfopen runbook show ${id}`)),
      paint,
    ),
  ].join('\n');
}

function renderInputs(inputs: readonly InputReport[], paint: Paint): string {
  return inputs
    .map(({ input, role, formats, records, ...rest }) => {
      const what = formats.length > 0 ? formats.join(', ') : 'unknown format';
      return paint(
        'dim',
        `Read ${input}${role ? ` (${role})` : ''}: ${records} records, ${what}${readingGaps(rest)}.`,
      );
    })
    .join('\n');
}

function section(name: string, lines: readonly string[], paint: Paint): string[] {
  return lines.length > 0 ? ['', `   ${paint('strong', name)}`, ...lines] : [];
}

function bullet(mark: string, text: string): string[] {
  const lead = `   ${mark} `;
  return wrap(printable(redact(text)), WIDTH - lead.length).map(
    (line, i) => `${i === 0 ? lead : ' '.repeat(lead.length)}${line}`,
  );
}

function answer(label: string, text: string): string[] {
  const lead = `       ${label}: `;
  return wrap(printable(redact(text)), WIDTH - lead.length).map(
    (line, i) => `${i === 0 ? lead : ' '.repeat(lead.length)}${line}`,
  );
}

function indented(text: string, indent: string, dress: (line: string) => string = (line) => line): string[] {
  return wrap(printable(redact(text)), WIDTH - indent.length).map((line) => `${indent}${dress(line)}`);
}
