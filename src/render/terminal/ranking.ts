import type { Diagnosis } from '../../model/diagnosis.ts';
import { redact } from '../../redact/redact.ts';
import { printable } from '../clean.ts';
import { counted, percent } from '../in-words.ts';
import { hang, type Style } from './text.ts';

const MOST_LISTED = 9;

/** Several causes in one line each, the likeliest first. */
export function renderRanking(diagnoses: readonly Diagnosis[], { paint, width }: Style): string {
  const more = diagnoses.length - MOST_LISTED;
  const rows = diagnoses.slice(0, MOST_LISTED).flatMap(({ title, severity, confidence }, i) => {
    const lead = `${i + 1}. ${severity.toUpperCase().padEnd(8)} ${percent(confidence).padStart(5)}  `;
    const [first = '', ...rest] = hang(lead, printable(redact(title)), width);
    return [`${paint(severity, first.slice(0, lead.length))}${first.slice(lead.length)}`, ...rest];
  });
  return [
    paint('strong', `${counted(diagnoses.length, 'cause')} found, the likeliest first`),
    ...rows,
    ...(more > 0 ? [`   and ${more} more`] : []),
  ].join('\n');
}
