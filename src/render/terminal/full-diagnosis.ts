import type { Diagnosis } from '../../model/diagnosis.ts';
import type { Step } from '../../model/runbook.ts';
import { redact } from '../../redact/redact.ts';
import { printable } from '../clean.ts';
import { inReadingOrder } from '../in-reading-order.ts';
import { nodesInWords } from '../nodes-in-words.ts';
import { describeSeries } from '../sparkline.ts';
import { bullet, section } from './section.ts';
import { hang, type Style, wrap } from './text.ts';
import { whenSeen } from './when-seen.ts';
import { concernedInWords } from './whom.ts';

const MOST_LINES_QUOTED = 12;
const LONGEST_QUOTE = 320;

/** One cause with all that is known of it. */
export function renderFullDiagnosis(diagnosis: Diagnosis, i: number, style: Style): string {
  return [
    ...inWords(diagnosis, i, style),
    ...section(
      'Why',
      diagnosis.why.flatMap((why) => bullet('-', why, style)),
      style,
    ),
    ...section('Evidence', evidence(diagnosis, style), style),
    ...section(
      'Do',
      diagnosis.steps.flatMap((step, n) => renderStep(step, n, style)),
      style,
    ),
    ...section(
      'Ask',
      diagnosis.questions.flatMap((q) => [
        ...bullet('?', q.ask, style),
        ...answer('yes', q.ifYes, style),
        ...answer('no', q.ifNo, style),
      ]),
      style,
    ),
    ...section(
      'Would raise confidence',
      diagnosis.wouldRaise.flatMap((what) => bullet('+', what, style)),
      style,
    ),
    ...section(
      'Applies to',
      diagnosis.appliesTo.flatMap((product) => bullet('-', product, style)),
      style,
    ),
    ...section(
      'Read',
      diagnosis.references.map((url) => `   ${style.link(url, { url })}`),
      style,
    ),
  ].join('\n');
}

/** Title, times, whom, and the prose. */
function inWords(diagnosis: Diagnosis, i: number, style: Style): string[] {
  const { severity, title, runbook, confidence } = diagnosis;
  const { paint } = style;
  return [
    ...indented(`${i + 1}. ${title}`, '', style, (line) => paint('strong', line)),
    `   ${paint(severity, severity.toUpperCase())} · ${Math.round(confidence * 100)} % sure · ${runbook}`,
    ...[whenSeen(diagnosis), concernedInWords(diagnosis), nodes(diagnosis)].flatMap((text) =>
      indented(text, '   ', style),
    ),
    '',
    ...indented(diagnosis.summary, '   ', style),
    ...(diagnosis.series ?? []).flatMap((series) => ['', ...indented(describeSeries(series), '   ', style)]),
    '',
    ...indented(`Cause: ${diagnosis.cause}`, '   ', style),
    '',
    ...indented(`Impact: ${diagnosis.impact}`, '   ', style),
  ];
}

function nodes({ nodes: view }: Diagnosis): string {
  const words = nodesInWords(view);
  return words === '' ? '' : `Nodes: ${words}`;
}

function renderStep(
  { do: what, command, risk, verify, undo, variants = {} }: Step,
  n: number,
  style: Style,
): string[] {
  const label = `${n + 1}.`.padEnd(3);
  return [
    ...bullet(label, risk === 'none' ? what : `${what} (risk: ${risk})`, style),
    ...(command
      ? command
          .trimEnd()
          .split('\n')
          .map((line) => `       ${style.paint('command', `$ ${printable(redact(line))}`)}`)
      : []),
    ...answer('check', verify, style),
    ...(undo ? answer('undo', undo, style) : []),
    ...Object.entries(variants).flatMap(([library, variant]) => answer(library, variant.do, style)),
  ];
}

function evidence({ evidence: cited }: Diagnosis, { paint, width, link }: Style): string[] {
  const lines = inReadingOrder(cited.slice(0, MOST_LINES_QUOTED));
  const shown = lines.flatMap(({ input, line, text }, i) => {
    const before = lines[i - 1];
    const follows = before?.input === input && before.line + 1 === line;
    const rows = wrap(printable(redact(text).slice(0, LONGEST_QUOTE)), width - 5).map((row) => `     ${row}`);
    return follows
      ? rows
      : [`   ${paint('dim', link(`${printable(redact(input))}:${line}`, { file: input }))}`, ...rows];
  });
  const more = cited.length - MOST_LINES_QUOTED;
  return more > 0 ? [...shown, `   … and ${more} more lines with --json`] : shown;
}

function answer(label: string, text: string, { width }: Style): string[] {
  return hang(`       ${label}: `, printable(redact(text)), width);
}

function indented(
  text: string,
  indent: string,
  { width }: Style,
  dress: (line: string) => string = (line) => line,
): string[] {
  return wrap(printable(redact(text)), width - indent.length).map((line) => `${indent}${dress(line)}`);
}
