import { FORMATS } from '../observe/formats.ts';
import type { Terminal } from './terminal.ts';

/** `halfopen formats`: what triage reads, by kind. */
export function formatsCommand({ stdout }: Terminal): void {
  const lines = FORMATS.map(
    ({ kind, formats }) => `${kind}\n${formats.map((format) => `  ${format}\n`).join('')}`,
  );
  stdout.write(lines.join('\n'));
}
