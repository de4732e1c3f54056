import { readChunks } from '../adapters/read-chunks.ts';
import { lastRecordStart } from '../detect/index/record-bounds.ts';
import { withNearest } from '../engine/nearest-runbooks.ts';
import { createEngine, type Triage } from '../engine/triage.ts';
import { HalfopenError } from '../errors.ts';
import type { Report } from '../model/diagnosis.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { renderTerminal } from '../render/terminal/report.ts';
import { coloured, plain } from '../render/terminal/text.ts';
import { allRunbooks } from './all-runbooks.ts';
import { type InputArgument, inputArgument } from './input-argument.ts';
import { createProgress } from './progress.ts';

interface TriageOptions {
  json?: boolean;
  markdown?: boolean;
  peer?: string;
  runbooks: string[];
  lang: string;
  exitCode?: boolean;
}

/** `halfopen triage`: reads all inputs, then prints the report in one piece, so that nothing is half-printed on a failure. */
export async function triageCommand(files: string[], options: TriageOptions): Promise<void> {
  const inputs = argumentsOf(files, options);
  const runbooks = await allRunbooks(options.runbooks);
  const triage = createEngine(runbooks).start();
  for (const input of inputs) await readInput(input, triage);
  const report = await withNearest(triage.report(), runbooks);
  process.stdout.write(show(report, options));
  if (options.lang !== 'en')
    process.stderr.write(`halfopen: the texts are in English only; ${options.lang} is not translated yet.\n`);
  if (options.exitCode && report.diagnoses.length > 0) process.exitCode = 1;
}

function argumentsOf(files: readonly string[], { peer, json, markdown }: TriageOptions): InputArgument[] {
  if (json && markdown) throw badUse('--json and --markdown exclude each other.', 'Give one of them.');
  const inputs = files.map(inputArgument);
  if (peer !== undefined) inputs.push({ role: 'peer', path: peer });
  if (inputs.length === 0) inputs.push({ path: '-' });
  if (inputs.filter(({ path }) => path === '-').length > 1) {
    throw badUse('standard input is named twice.', 'Name - once.');
  }
  return inputs;
}

async function readInput({ path, role }: InputArgument, triage: Triage): Promise<void> {
  if (path === '-' && process.stdin.isTTY)
    process.stderr.write('halfopen: reading standard input, end it with Ctrl-D\n');
  const session = triage.open({ name: path, ...(role ? { role } : {}) });
  const progress = createProgress(path, process.stderr);
  try {
    const reader = readChunks(path === '-' ? process.stdin : path, { findCut: lastRecordStart });
    for await (const chunk of reader.chunks) {
      session.write(chunk);
      progress.add(chunk.length);
    }
    session.end(reader.report().cutLines);
  } catch (cause) {
    throw new HalfopenError({
      code: 'input-unreadable',
      message: `${path} can't be read: ${(cause as Error).message}.`,
      hint: 'Give a readable file, or - for standard input.',
      cause,
    });
  } finally {
    progress.end();
  }
}

function show(report: Report, { json, markdown }: TriageOptions): string {
  if (json) return `${JSON.stringify(report, null, 2)}\n`;
  if (markdown) return renderMarkdown(report);
  const inColour = process.stdout.isTTY && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
  return renderTerminal(report, inColour ? coloured : plain);
}

function badUse(message: string, hint: string): HalfopenError {
  return new HalfopenError({ code: 'bad-use', message, hint });
}
