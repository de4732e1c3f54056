import { readFileSync } from 'node:fs';
import { builtInRunbooks } from '../adapters/package-files.ts';
import { HalfopenError } from '../errors.ts';
import { redact } from '../redact/redact.ts';
import type { Unknown } from '../runbooks/scaffold-runbook.ts';
import { engineOf } from './engine-of.ts';
import { readInput } from './read-inputs.ts';
import type { Terminal } from './terminal.ts';

const HOLE = '<*>';
const MASK = '***';
const MOST_SHAPES = 3;
/** A shorter piece stands in other messages too. */
const LEAST_LETTERS = 8;

/** What no runbook knows in a file: its most frequent messages, at most three shapes. Throws `nothing-unknown` and as reading does. */
export async function readUnknown(path: string, terminal: Terminal): Promise<Unknown> {
  const triage = engineOf(builtInRunbooks()).start();
  await readInput({ path }, triage, terminal);
  const lines = readFileSync(path, 'utf8').split('\n');
  const shapes = triage
    .report()
    .unrecognised.flatMap(({ template, example }) => {
      const text = longestPiece(template);
      const line = lines[example.line - 1] ?? '';
      return text.length >= LEAST_LETTERS && line.includes(text) ? [{ text, line: redact(line) }] : [];
    })
    .slice(0, MOST_SHAPES);
  if (shapes.length === 0)
    throw new HalfopenError({
      code: 'nothing-unknown',
      message: `${path} has no message of trouble that no runbook knows.`,
      hint: `See what triage makes of it: halfopen triage ${path}`,
    });
  return {
    texts: [...new Set(shapes.map(({ text }) => text))],
    records: shapes.map(({ line }) => line.trimEnd()),
  };
}

/** The longest text between what changes from one message to the next, or is masked. */
function longestPiece(template: string): string {
  const pieces = template
    .split(HOLE)
    .flatMap((piece) => piece.split(MASK))
    .map((piece) => piece.trim());
  return pieces.toSorted((a, b) => b.length - a.length)[0] ?? '';
}
