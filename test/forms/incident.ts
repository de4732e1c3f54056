import { join } from 'node:path';
import { runbookFiles } from '../../src/adapters/runbook-files.ts';
import type { Engine } from '../../src/engine/triage.ts';
import type { Role } from '../../src/model/input.ts';
import { observe } from '../../src/observe/observe.ts';
import { readRunbooks } from '../../src/runbooks/read-runbooks.ts';
import { root } from '../support/run-halfopen.ts';
import { triageWith } from '../support/triage-text.ts';

/** Evidence as somebody hands it over, and the runbook that it shows. */
export interface Incident {
  name: string;
  runbook: string;
  inputs: readonly GivenText[];
}

export interface GivenText {
  role?: Role;
  text: string;
}

/** The evidence by which the built-in runbooks prove themselves, where it makes them speak first. */
export function provenIncidents(): Incident[] {
  const { runbooks } = readRunbooks(runbookFiles(join(root, 'runbooks')));
  return runbooks.flatMap(({ id, examples }) =>
    examples.fires
      .filter(({ rank = 1 }) => rank === 1)
      .map(({ name, inputs }) => ({ name: `${id}: ${name}`, runbook: id, inputs: inputs.map(ended) })),
  );
}

function ended({ text, ...rest }: GivenText): GivenText {
  return { ...rest, text: text.endsWith('\n') ? text : `${text}\n` };
}

/** The first diagnosis of evidence. */
export function verdict(engine: Engine, { inputs }: Pick<Incident, 'inputs'>): string | undefined {
  const texts = inputs.map(({ role, text }) => (role ? { role, text } : text));
  return triageWith(engine, ...texts).diagnoses[0]?.runbook;
}

/** How many records a log holds. */
export function recordCount(text: string): number {
  return observe(text, { name: 'text' }).observations.length;
}

/** Whether all of a text is read as log records: no table, capture or configuration stands in it. */
export function isLog(text: string): boolean {
  return observe(text, { name: 'text' }).observations.every(({ kind }) => kind === 'log');
}
