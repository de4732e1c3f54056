import type { Engine } from '../engine/triage.ts';
import { HalfopenError } from '../errors.ts';
import { renderJunit, type TriagedCase } from '../render/junit.ts';
import { renderEach } from '../render/terminal/each.ts';
import { pageText } from './page-text.ts';
import { type InputArgument, readInput } from './read-inputs.ts';
import type { Terminal } from './terminal.ts';
import { terminalStyle } from './terminal-style.ts';
import type { TriageOptions } from './triage-options.ts';
import { writeWaiting } from './write-waiting.ts';

const BAD_USE = 2;

/**
 * `halfopen triage --each`: every input is a case of its own, answered in the order given: a line of JSON `{id, …report}`, JUnit XML, or
 * a line for people. One that can't be read is answered by its error and exit code 2, and the rest goes on. Gives the number of
 * diagnoses.
 */
export async function triageEach(
  inputs: readonly InputArgument[],
  engine: Engine,
  options: TriageOptions,
  terminal: Terminal,
): Promise<number> {
  const cases: TriagedCase[] = [];
  let count = 0;
  for (const input of inputs) {
    const one = await triageOne(input, engine, terminal);
    if ('error' in one) terminal.exitCode = BAD_USE;
    else count += one.report.diagnoses.length;
    if (options.json) await writeWaiting(terminal.stdout, `${JSON.stringify(asLine(one))}\n`);
    else cases.push(one);
  }
  if (options.junit) terminal.stdout.write(renderJunit(cases));
  else if (!options.json)
    await pageText(renderEach(cases, await terminalStyle(terminal, options)), terminal, options.pager);
  return count;
}

async function triageOne(input: InputArgument, engine: Engine, terminal: Terminal): Promise<TriagedCase> {
  const triage = engine.start();
  try {
    await readInput(input, triage, terminal);
    return { name: input.path, report: triage.report() };
  } catch (error) {
    if (!(error instanceof HalfopenError)) throw error;
    return { name: input.path, error: `${error.message} ${error.hint}` };
  }
}

function asLine(one: TriagedCase): object {
  return 'error' in one ? { id: one.name, error: one.error } : { id: one.name, ...one.report };
}
