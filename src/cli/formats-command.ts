import { FORMATS } from '../observe/formats.ts';

/** `halfopen formats`: what triage reads, by kind. */
export function formatsCommand(): void {
  const lines = FORMATS.map(
    ({ kind, formats }) => `${kind}\n${formats.map((format) => `  ${format}\n`).join('')}`,
  );
  process.stdout.write(lines.join('\n'));
}
