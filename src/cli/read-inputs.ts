import { statSync } from 'node:fs';
import { readChunks } from '../adapters/read-chunks.ts';
import { lastRecordStart } from '../detect/index/record-bounds.ts';
import type { Triage } from '../engine/triage.ts';
import { HalfopenError } from '../errors.ts';
import { didYouMean } from '../interactions/did-you-mean.ts';
import { ROLES, type Role } from '../model/input.ts';
import { binaryFormat } from '../observe/wrappers/binary-format.ts';
import { createProgress } from './progress.ts';
import type { Terminal } from './terminal.ts';

const STANDARD_INPUT = '-';
const PASTE =
  'halfopen: paste a log, an error, a configuration or a connection table (ss -tanpo, netstat -tan), ' +
  'then end it with Ctrl-D on a line of its own. To read files: halfopen triage broker.log\n';

export interface InputArgument {
  path: string;
  role?: Role;
}

/**
 * Reads the FILE arguments: a path, `-` for standard input, or either after `broker=`, `client=`, `host=` or `peer=`; standard input
 * when there is none. Throws `bad-use` for a role without a file, and for standard input twice.
 */
export function inputArguments(files: readonly string[], peer?: string): InputArgument[] {
  const inputs = files.map(inputArgument);
  if (peer !== undefined) inputs.push({ role: 'peer', path: peer });
  if (inputs.length === 0) inputs.push({ path: STANDARD_INPUT });
  const nameless = inputs.find(({ path }) => path === '');
  if (nameless)
    throw badUse('a file has no name.', `Write it behind the role: ${nameless.role ?? 'broker'}=rabbit.log.`);
  if (inputs.filter(({ path }) => path === STANDARD_INPUT).length > 1)
    throw badUse('standard input is named twice.', 'Name - once.');
  return inputs;
}

function inputArgument(argument: string): InputArgument {
  const equals = argument.indexOf('=');
  const word = argument.slice(0, Math.max(0, equals));
  const role = ROLES.find((one) => one === word);
  return role ? { role, path: argument.slice(equals + 1) } : { path: argument };
}

/** Reads one input into a run, in pieces. Throws `input-unreadable`. `nowMs` is when its text was taken, in epoch milliseconds. */
export async function readInput(
  { path, role, nowMs }: InputArgument & { nowMs?: number },
  triage: Triage,
  { stdin, stderr }: Terminal,
): Promise<void> {
  if (path === STANDARD_INPUT && stdin.isTTY) stderr.write(PASTE);
  const session = triage.open({
    name: path,
    ...(role ? { role } : {}),
    ...(nowMs === undefined ? {} : { nowMs }),
  });
  const progress = createProgress(path === STANDARD_INPUT ? 'standard input' : path, stderr);
  try {
    const reader = readChunks(path === STANDARD_INPUT ? stdin : path, { findCut: lastRecordStart });
    let isFirst = true;
    for await (const chunk of reader.chunks) {
      if (isFirst && !reader.report().isCapture) refuseBinary(path, chunk);
      isFirst = false;
      session.write(chunk);
      progress.add(chunk.length);
    }
    session.end(reader.report().cutLines);
  } catch (cause) {
    if (cause instanceof HalfopenError) throw cause;
    throw unreadable(path, cause as NodeJS.ErrnoException);
  } finally {
    progress.end();
  }
}

function refuseBinary(path: string, head: Uint8Array): void {
  const format = binaryFormat(head);
  if (!format) return;
  throw new HalfopenError({
    code: 'input-unreadable',
    message: `${path === STANDARD_INPUT ? 'standard input' : path} is ${format.name}, not text.`,
    hint: format.hint.replace('FILE', path === STANDARD_INPUT ? 'FILE' : path),
  });
}

/** What is wrong with an input, where it is, and what to do. */
export function unreadable(path: string, cause: NodeJS.ErrnoException): HalfopenError {
  const [what, hint] = explain(path, cause);
  return new HalfopenError({ code: 'input-unreadable', message: `${path} ${what}.`, hint, cause });
}

function explain(path: string, { code, message }: NodeJS.ErrnoException): [what: string, hint: string] {
  if (code === 'EISDIR') return ['is a folder', `Name the files in it, for example ${path}/*.log.`];
  if (code === 'EACCES') return ["can't be read: permission denied", 'Try it with sudo.'];
  if (code === 'ENOENT')
    return ['not found', rightRole(path) ?? 'Give a readable file, or - for standard input.'];
  return [`can't be read: ${message}`, 'Give a readable file, or - for standard input.'];
}

/** `brker=b.log` is a role misspelt where `b.log` is there. */
function rightRole(path: string): string | undefined {
  const [word = '', ...rest] = path.split('=');
  const file = rest.join('=');
  const role = didYouMean(word, ROLES);
  const isThere = file !== '' && statSync(file, { throwIfNoEntry: false }) !== undefined;
  return role && isThere ? `Did you mean ${role}=${file}?` : undefined;
}

function badUse(message: string, hint: string): HalfopenError {
  return new HalfopenError({ code: 'bad-use', message, hint });
}
