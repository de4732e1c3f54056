import type { InputReport } from '../../model/diagnosis.ts';
import { redact } from '../../redact/redact.ts';
import { printable } from '../clean.ts';
import { counted, formatNumber } from '../in-words.ts';
import { readingGaps } from '../reading-gaps.ts';
import { hang, type Style } from './text.ts';

const MOST_IN_SHORT = 3;
const MEGABYTE = 1e6;

/** What was read of each input, one paragraph each; in short, of the first three. */
export function renderInputs(inputs: readonly InputReport[], { paint, width }: Style, all: boolean): string {
  const shown = all ? inputs : inputs.slice(0, MOST_IN_SHORT);
  const more = inputs.length - shown.length;
  return [
    ...shown.map((input) => describe(input)),
    ...(more > 0 ? [`Read ${counted(more, 'more input')}.`] : []),
  ]
    .flatMap((text) => hang('', printable(redact(text)), width))
    .map((line) => paint('dim', line))
    .join('\n');
}

/** Of a large log only the records are kept that may matter, so its size is said too. */
function describe({ input, role, formats, records, bytes, ...rest }: InputReport): string {
  const whose = role ? ` (${role})` : '';
  const size = bytes >= MEGABYTE ? `${formatNumber(bytes / MEGABYTE)} MB, ` : '';
  const kept = bytes >= MEGABYTE ? ' kept' : '';
  const what = formats.length > 0 ? formats.join(', ') : 'unknown format';
  return `Read ${input}${whose}: ${size}${counted(records, 'record')}${kept}, ${what}${readingGaps(rest)}.`;
}
