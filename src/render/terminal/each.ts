import { redact } from '../../redact/redact.ts';
import { printable } from '../clean.ts';
import { percent } from '../in-words.ts';
import type { TriagedCase } from '../junit.ts';
import { hang, type Style } from './text.ts';

/** Many inputs, each triaged by itself: what is likeliest in each, in one line. Ends with a line break. */
export function renderEach(cases: readonly TriagedCase[], style: Style): string {
  return `${cases.flatMap((one) => renderCase(one, style)).join('\n')}\n`;
}

function renderCase(one: TriagedCase, { paint, width }: Style): string[] {
  const name = printable(redact(one.name));
  if ('error' in one) return [paint('warning', name), ...hang('   ', printable(redact(one.error)), width)];
  const [first] = one.report.diagnoses;
  if (!first) return [`${name}: nothing diagnosed`];
  const others = one.report.diagnoses.length - 1;
  const also = others > 0 ? `; ${others} more` : '';
  const text = `${first.title} (${percent(first.confidence)} sure, ${first.runbook}${also})`;
  const lead = `   ${first.severity.toUpperCase()}  `;
  const [line = '', ...rest] = hang(lead, printable(redact(text)), width);
  return [
    paint('strong', name),
    `${paint(first.severity, line.slice(0, lead.length))}${line.slice(lead.length)}`,
    ...rest,
  ];
}
