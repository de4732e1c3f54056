import { withNearest } from '../engine/nearest-runbooks.ts';
import type { Engine } from '../engine/triage.ts';
import { HalfopenError } from '../errors.ts';
import type { Report } from '../model/diagnosis.ts';
import type { CompiledRunbook } from '../model/runbook.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { renderTerminal } from '../render/terminal/report.ts';
import { allRunbooks } from './all-runbooks.ts';
import { engineOf } from './engine-of.ts';
import { pageText } from './page-text.ts';
import { type InputArgument, inputArguments, readInput } from './read-inputs.ts';
import type { Terminal } from './terminal.ts';
import { terminalStyle } from './terminal-style.ts';
import type { TriageOptions } from './triage-options.ts';

/** `halfopen triage`: reads all inputs, then prints the report in one piece, so that nothing is half-printed on a failure. */
export async function triageCommand(
  files: string[],
  options: TriageOptions,
  terminal: Terminal,
): Promise<void> {
  if (options.batch) return batch(files, options, terminal);
  refuseTwoOutputs(options);
  const taken = takenAt(options);
  const inputs = inputArguments(files, options.peer).map((input) => ({ ...input, ...taken }));
  const runbooks = await allRunbooks(options.runbooks ?? []);
  const engine = engineOf(runbooks, options.runbooks);
  if (options.watch) return watch(inputs, engine, runbooks, options, terminal);
  const count = options.each
    ? await (await import('./triage-each.ts')).triageEach(inputs, engine, options, terminal)
    : await triageTogether(inputs, engine, runbooks, options, terminal);
  if (options.lang !== 'en')
    terminal.stderr.write(
      `halfopen: the texts are in English only; ${options.lang} is not translated yet.\n`,
    );
  if (options.exitCode && count > 0) terminal.exitCode ??= 1;
}

/** All inputs are evidence of one incident. Gives the number of diagnoses. */
async function triageTogether(
  inputs: readonly InputArgument[],
  engine: Engine,
  runbooks: readonly CompiledRunbook[],
  options: TriageOptions,
  terminal: Terminal,
): Promise<number> {
  const report = await reportOf(inputs, engine, runbooks, terminal);
  await print(report, inputs, options, terminal);
  return report.diagnoses.length;
}

async function reportOf(
  inputs: readonly InputArgument[],
  engine: Engine,
  runbooks: readonly CompiledRunbook[],
  terminal: Terminal,
): Promise<Report> {
  const triage = engine.start();
  for (const input of inputs) await readInput(input, triage, terminal);
  return withNearest(triage.report(), runbooks);
}

/** For a person who watches, or a pipe that takes an answer after the other. */
async function watch(
  inputs: readonly InputArgument[],
  engine: Engine,
  runbooks: readonly CompiledRunbook[],
  options: TriageOptions,
  terminal: Terminal,
): Promise<void> {
  const { verbose = false } = options;
  refuseToWatch(inputs, options);
  const { watchInputs } = await import('./triage-watch.ts');
  await watchInputs(inputs, terminal, async () => {
    const report = await reportOf(inputs, engine, runbooks, terminal);
    return options.json
      ? `${JSON.stringify(report)}\n`
      : renderTerminal(report, await terminalStyle(terminal, options), { verbose });
  });
}

function refuseToWatch(
  inputs: readonly InputArgument[],
  { markdown, junit, each, exitCode }: TriageOptions,
): void {
  const others = Object.entries({ markdown, junit, each, 'exit-code': exitCode });
  const other = others.find(([, isOn]) => isOn)?.[0];
  if (other) throw badUse(`--watch and --${other} exclude each other.`, 'Give one of them.');
  if (inputs.some(({ path }) => path === '-'))
    throw badUse('--watch follows files, not standard input.', 'Name the files.');
}

async function print(
  report: Report,
  inputs: readonly InputArgument[],
  options: TriageOptions,
  terminal: Terminal,
): Promise<void> {
  const { json, markdown, junit, verbose = false, pager } = options;
  if (json) terminal.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else if (markdown) terminal.stdout.write(renderMarkdown(report));
  else if (junit) {
    const { renderJunit } = await import('../render/junit.ts');
    terminal.stdout.write(renderJunit([{ name: inputs.map(({ path }) => path).join(' '), report }]));
  } else {
    const style = await terminalStyle(terminal, options);
    await pageText(renderTerminal(report, style, { verbose }), terminal, pager);
  }
}

async function batch(
  files: readonly string[],
  { peer, markdown, junit, exitCode, runbooks = [], now }: TriageOptions,
  terminal: Terminal,
): Promise<void> {
  if (files.length > 1 || peer !== undefined)
    throw badUse('--batch reads one file.', 'Give one file of JSON lines, or none for standard input.');
  if (markdown || junit || exitCode)
    throw badUse(
      '--batch prints JSON lines alone.',
      `Leave --${markdown ? 'markdown' : junit ? 'junit' : 'exit-code'} out.`,
    );
  if (now !== undefined) throw badUse('--now is not for --batch.', 'Leave it out.');
  // Only who triages a batch pays for loading the schema.
  const { triageBatch } = await import('./triage-batch.ts');
  await triageBatch(files[0] ?? '-', engineOf(await allRunbooks(runbooks), runbooks), terminal);
}

function refuseTwoOutputs({ json, markdown, junit, each }: TriageOptions): void {
  const given = Object.entries({ json, markdown, junit }).flatMap(([name, on]) => (on ? [`--${name}`] : []));
  if (given.length > 1) throw badUse(`${given.join(' and ')} exclude each other.`, 'Give one of them.');
  if (each && markdown) throw badUse('--each does not print Markdown.', 'Give --json, --junit or neither.');
}

function takenAt({ now }: TriageOptions): { nowMs?: number } {
  if (now === undefined) return {};
  const nowMs = Date.parse(now);
  if (!Number.isNaN(nowMs)) return { nowMs };
  throw badUse(
    `--now is "${now}", which is not a valid time.`,
    'Write --now 2026-11-23 or 2026-11-23T08:00:00Z.',
  );
}

function badUse(message: string, hint: string): HalfopenError {
  return new HalfopenError({ code: 'bad-use', message, hint });
}
