import { stringify } from 'yaml';
import type { Incident } from '../model/incident.ts';
import { printable } from './printable.ts';
import { redact } from './redact.ts';

const MOST_LINES = 12;

/** A draft for `examples.quiet` of the runbook that people said it was not: the evidence it fired on, input by input. */
export function draftNegativeTest({ id, diagnosis }: Incident): string {
  const texts = new Map<string, string[]>();
  for (const { input, text } of diagnosis.evidence.slice(0, MOST_LINES))
    texts.set(input, [...(texts.get(input) ?? []), printable(redact(text.toWellFormed()))]);
  const inputs = [...texts.values()].map((lines) => ({ text: `${lines.join('\n')}\n` }));
  return stringify([{ name: `not this, said of incident ${id}`, inputs }]).trimEnd();
}
