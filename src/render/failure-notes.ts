import type { Report } from '../model/diagnosis.ts';
import type { Failure } from '../model/failure.ts';
import { redact } from '../redact/redact.ts';

/** Sentences about what our own code threw: on an input, while evaluating a runbook, and (`rendering`) while rendering. */
export function failureNotes(
  { inputs, failures = [] }: Report,
  rendering: readonly Failure[] = [],
): string[] {
  return [
    ...inputs.flatMap(({ input, failures: ofInput = [] }) =>
      ofInput.map((one) => note(one, ` at ${input}${one.line === undefined ? '' : `:${one.line}`}`)),
    ),
    ...failures.map((one) => note(one, '')),
    ...rendering.map((one) => note(one, '')),
  ];
}

function note({ what, message, count }: Failure, where: string): string {
  const times = count > 1 ? `, ${count} times` : '';
  return `Internal error in ${what}${where}${times}: ${redact(message)}. The rest of the report is complete.`;
}
