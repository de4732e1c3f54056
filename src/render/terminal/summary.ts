import type { Diagnosis } from '../../model/diagnosis.ts';
import { redact } from '../../redact/redact.ts';
import { printable } from '../clean.ts';
import { percent } from '../in-words.ts';
import { nodesInWords } from '../nodes-in-words.ts';
import { describeSeries } from '../sparkline.ts';
import { hang, type Style, wrap } from './text.ts';
import { whenSeen } from './when-seen.ts';
import { concernedInWords } from './whom.ts';

const LINES_OF_WHY = 2;
const LINES_OF_EVIDENCE = 2;
const FOR = 'for: ';
const QUOTE = 'quote: ';

/**
 * One cause on one screen: how bad, what, whom it concerns, since when and whether it is over, how sure, why, where to see it, and
 * the first command. What follows from it stands in one line.
 */
export function renderSummary(diagnosis: Diagnosis, style: Style): string {
  const { title, severity, confidence, runbook, facts, series = [] } = diagnosis;
  const { paint, width } = style;
  const product = typeof facts['product'] === 'string' ? [facts['product']] : [];
  const lead = `${severity.toUpperCase()}  `;
  const [head = '', ...rest] = hang(lead, clean(title), width);
  const indent = ' '.repeat(lead.length);
  return [
    paint(severity, head),
    ...rest.map((line) => paint(severity, line)),
    ...hang(indent, [`${percent(confidence)} sure`, ...product, runbook].join(' · '), width),
    '',
    ...row('Whom', concernedInWords(diagnosis), style),
    ...row(diagnosis.firstSeen === undefined ? 'Count' : 'When', whenSeen(diagnosis), style),
    ...row('Nodes', nodesInWords(diagnosis.nodes), style),
    ...series.slice(0, 1).flatMap((one) => row('', describeSeries(one), style)),
    ...why(diagnosis, style),
    ...seenAt(diagnosis, style),
    ...firstStep(diagnosis, style),
    ...row('Also', effects(diagnosis), style),
  ].join('\n');
}

function row(name: string, text: string, { paint, width }: Style): string[] {
  if (text === '') return [];
  const [first = '', ...rest] = hang(label(name), clean(text), width);
  return [`${paint('strong', label(name))}${first.slice(label(name).length)}`, ...rest];
}

function label(name: string): string {
  return name.padEnd(6);
}

/** The strongest reason, and what speaks against the cause. */
function why(diagnosis: Diagnosis, style: Style): string[] {
  const [first = ''] = diagnosis.why;
  const against = diagnosis.why.find((reason) => reason.startsWith('against: ')) ?? '';
  return [
    ...shortened(row('Why', withoutTimes(behind(FOR, first) ?? first), style), LINES_OF_WHY),
    ...shortened(row('', against, style), 1),
  ];
}

/** A reason ends with when it was, which stands in a row of its own. */
function withoutTimes(reason: string): string {
  const parts = reason.split(', ');
  const last = parts.at(-1) ?? '';
  const isTime = last.endsWith('Z') && (last.startsWith('at ') || last.includes('Z to '));
  return isTime ? parts.slice(0, -1).join(', ') : reason;
}

/** The place of the first evidence, and its message, or its line where it is a row of a table. */
function seenAt({ evidence: [first], why: reasons }: Diagnosis, { paint, link, width }: Style): string[] {
  if (!first) return [];
  const place = `${clean(first.input)}:${first.line}`;
  const quote = reasons.flatMap((reason) => behind(QUOTE, reason) ?? [])[0] ?? first.text;
  const lines = shortened(wrap(clean(quote), width - label('').length - 1), LINES_OF_EVIDENCE);
  return [
    `${paint('strong', label('Seen'))}${link(place, { file: first.input })}`,
    ...lines.map((line) => `${label('')}${paint('dim', line)}`),
  ];
}

function behind(mark: string, reason: string): string | undefined {
  return reason.startsWith(mark) ? reason.slice(mark.length) : undefined;
}

/** The first step that has a command, else the first. Its command is not wrapped, so that it can be copied. */
function firstStep({ steps }: Diagnosis, style: Style): string[] {
  const step = steps.find(({ command }) => command !== undefined) ?? steps[0];
  if (!step) return [];
  const risk = step.risk === 'none' ? '' : ` (risk: ${step.risk})`;
  const [line = '', ...others] = (step.command ?? '').trimEnd().split('\n').map(clean);
  return [
    ...row('Do', `${step.do}${risk}`, style),
    ...(line === '' ? [] : [`${label('')}${style.paint('command', `$ ${line}`)}`]),
    ...others.map((other) => `${label('')}${style.paint('command', `  ${other}`)}`),
  ];
}

function effects({ explains }: Diagnosis): string {
  const different = [...new Set(explains)];
  return different.length > 0 ? `its effects: ${different.join(', ')}` : '';
}

function shortened(lines: readonly string[], most: number): string[] {
  const shown = lines.slice(0, most);
  if (lines.length > most) shown.push(`${shown.pop() ?? ''}…`);
  return shown;
}

function clean(text: string): string {
  return printable(redact(text));
}
