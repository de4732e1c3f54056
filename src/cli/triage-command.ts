import {
  builtInLikeness,
  builtInMessages,
  builtInPatternIndex,
  builtInRunbooks,
} from '../adapters/package-files.ts';
import { readChunks } from '../adapters/read-chunks.ts';
import { lastRecordStart } from '../detect/index/record-bounds.ts';
import { createLikeness } from '../engine/likeness.ts';
import { withNearest } from '../engine/nearest-runbooks.ts';
import { createEngine, type Engine, type Triage } from '../engine/triage.ts';
import { HalfopenError } from '../errors.ts';
import type { Report } from '../model/diagnosis.ts';
import { ROLES, type Role } from '../model/input.ts';
import type { CompiledRunbook } from '../model/runbook.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { renderTerminal } from '../render/terminal/report.ts';
import { coloured, plain } from '../render/terminal/text.ts';
import { isInColour, type Output, type Terminal } from './terminal.ts';

interface TriageOptions {
  json?: boolean;
  markdown?: boolean;
  peer?: string;
  runbooks: string[];
  lang: string;
  exitCode?: boolean;
  now?: string;
  batch?: boolean;
}

/** `halfopen triage`: reads all inputs, then prints the report in one piece, so that nothing is half-printed on a failure. */
export async function triageCommand(
  files: string[],
  options: TriageOptions,
  terminal: Terminal,
): Promise<void> {
  if (options.batch) return batch(files, options, terminal);
  const inputs = argumentsOf(files, options);
  const runbooks = await allRunbooks(options.runbooks);
  const triage = engineOf(runbooks, options.runbooks).start();
  const taken = takenAt(options);
  for (const input of inputs) await readInput({ ...input, ...taken }, triage, terminal);
  const report = await withNearest(triage.report(), runbooks);
  terminal.stdout.write(show(report, options, isInColour(terminal)));
  if (options.lang !== 'en')
    terminal.stderr.write(
      `halfopen: the texts are in English only; ${options.lang} is not translated yet.\n`,
    );
  if (options.exitCode && report.diagnoses.length > 0) terminal.exitCode = 1;
}

async function batch(
  files: readonly string[],
  { peer, markdown, exitCode, runbooks, now }: TriageOptions,
  terminal: Terminal,
): Promise<void> {
  if (files.length > 1 || peer !== undefined)
    throw badUse('--batch reads one file.', 'Give one file of JSON lines, or none for standard input.');
  if (markdown || exitCode)
    throw badUse('--batch prints JSON lines alone.', 'Leave --markdown and --exit-code out.');
  if (now !== undefined) throw badUse('--now is not for --batch.', 'Leave it out.');
  // Only who triages a batch pays for loading the schema.
  const { triageBatch } = await import('./triage-batch.ts');
  await triageBatch(files[0] ?? '-', engineOf(await allRunbooks(runbooks), runbooks), terminal);
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

function takenAt({ now }: TriageOptions): { nowMs?: number } {
  if (now === undefined) return {};
  const nowMs = Date.parse(now);
  if (!Number.isNaN(nowMs)) return { nowMs };
  throw badUse(
    `--now is "${now}", which is not a valid time.`,
    'Write --now 2026-11-23 or 2026-11-23T08:00:00Z.',
  );
}

async function readInput(
  { path, role, nowMs }: InputArgument & { nowMs?: number },
  triage: Triage,
  { stdin, stderr }: Terminal,
): Promise<void> {
  if (path === '-' && stdin.isTTY) stderr.write('halfopen: reading standard input, end it with Ctrl-D\n');
  const session = triage.open({
    name: path,
    ...(role ? { role } : {}),
    ...(nowMs === undefined ? {} : { nowMs }),
  });
  const progress = createProgress(path, stderr);
  try {
    const reader = readChunks(path === '-' ? stdin : path, { findCut: lastRecordStart });
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

function show(report: Report, { json, markdown }: TriageOptions, inColour: boolean): string {
  if (json) return `${JSON.stringify(report, null, 2)}\n`;
  if (markdown) return renderMarkdown(report);
  return renderTerminal(report, inColour ? coloured : plain);
}

function badUse(message: string, hint: string): HalfopenError {
  return new HalfopenError({ code: 'bad-use', message, hint });
}

interface InputArgument {
  path: string;
  role?: Role;
}

/** Reads a FILE argument: a path, `-`, or either after `broker=`, `client=`, `host=` or `peer=`. */
function inputArgument(argument: string): InputArgument {
  const equals = argument.indexOf('=');
  const word = argument.slice(0, Math.max(0, equals));
  const role = ROLES.find((one) => one === word);
  return role ? { role, path: argument.slice(equals + 1) } : { path: argument };
}

const FIRST_AFTER_MS = 1_000;

const MEGABYTE = 1e6;

/** Shows the progress of reading after one second: in place on a terminal, one line at a time elsewhere. */
function createProgress(name: string, stream: Output): { add(bytes: number): void; end(): void } {
  let bytes = 0;
  let nextAtMs = performance.now() + FIRST_AFTER_MS;
  let isShown = false;
  return {
    add(more) {
      bytes += more;
      if (performance.now() < nextAtMs) return;
      nextAtMs += stream.isTTY ? FIRST_AFTER_MS / 4 : 5 * FIRST_AFTER_MS;
      isShown = true;
      stream.write(
        `${stream.isTTY ? '\r' : ''}halfopen: ${name}: ${Math.round(bytes / MEGABYTE)} MB read${stream.isTTY ? '' : '\n'}`,
      );
    },
    end() {
      if (isShown && stream.isTTY) stream.write('\r\u001b[K');
    },
  };
}

/** The index that is made already is of the built-in runbooks alone. */
function engineOf(runbooks: readonly CompiledRunbook[], folders: readonly string[]): Engine {
  const patterns = folders.length === 0 ? builtInPatternIndex() : undefined;
  return createEngine(runbooks, createLikeness(builtInLikeness), patterns);
}

/** The built-in runbooks, with those of the given folders added; one with the same id takes the place of the one before. */
async function allRunbooks(folders: readonly string[]): Promise<CompiledRunbook[]> {
  const byId = new Map(builtInRunbooks().map((runbook) => [runbook.id, runbook]));
  for (const folder of folders) {
    // Only who brings runbooks pays for loading YAML and the schema.
    const { compileRunbooks } = await import('./compile-runbooks.ts');
    for (const runbook of compileRunbooks(folder, builtInMessages(), [...byId.values()]))
      byId.set(runbook.id, runbook);
  }
  return [...byId.values()];
}
