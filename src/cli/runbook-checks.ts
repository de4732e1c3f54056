import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { builtInMessages, builtInRunbookFolder } from '../adapters/package-files.ts';
import { runbookFiles } from '../adapters/runbook-files.ts';
import { proveRunbooks } from '../engine/prove-runbooks.ts';
import type { Runbook } from '../model/runbook.ts';
import { counted } from '../render/in-words.ts';
import { readRunbooks } from '../runbooks/read-runbooks.ts';
import { formatFault, type RunbookFault } from '../runbooks/runbook-fault.ts';
import type { Terminal } from './terminal.ts';

/** Where `runbook new` writes. */
const OWN = 'runbooks';

/** `halfopen runbook lint [DIR]`: prints every fault; exits with 1 when there is one. */
export function lintRunbooks(folder: string | undefined, terminal: Terminal): void {
  const { own, faults, where } = readLibrary(folder);
  if (faults.length === 0)
    terminal.stdout.write(`${counted(own.length, 'runbook')} in ${where}, no fault.\n`);
  else fail(faults, terminal);
}

/** `halfopen runbook test [DIR]`: lints, then runs all examples; exits with 1 when one does not prove what it should. */
export function testRunbooks(folder: string | undefined, terminal: Terminal): void {
  const { own, library, faults, where } = readLibrary(folder);
  if (faults.length > 0) return fail(faults, terminal);
  const disproofs = proveRunbooks(library, builtInMessages(), own);
  for (const { runbook, example, message } of disproofs)
    terminal.stdout.write(`${runbook}: ${example}: ${message}\n`);
  const examples = own.reduce((sum, { examples: { fires, quiet } }) => sum + fires.length + quiet.length, 0);
  terminal.stdout.write(
    `${counted(own.length, 'runbook')} in ${where}, ${counted(examples, 'example')}, ${counted(disproofs.length, 'fault')}.\n`,
  );
  if (disproofs.length > 0) terminal.exitCode = 1;
}

interface Library {
  own: Runbook[];
  library: Runbook[];
  faults: RunbookFault[];
  where: string;
}

/**
 * The runbooks of a folder, and the library they join: the built-in ones, overridden by those of the same id. No folder is named:
 * those of ./runbooks, where people have their own, else the built-in ones.
 */
function readLibrary(named?: string): Library {
  const builtIn = readFolder(builtInRunbookFolder(), []);
  const folder = named ?? ownFolder();
  if (folder === undefined)
    return { own: builtIn.runbooks, library: builtIn.runbooks, faults: builtIn.faults, where: 'the package' };
  const { runbooks: own, faults } = readFolder(folder, builtIn.runbooks);
  const replaced = new Set(own.map(({ id }) => id));
  return {
    own,
    library: [...builtIn.runbooks.filter(({ id }) => !replaced.has(id)), ...own],
    faults,
    where: folder,
  };
}

function ownFolder(): string | undefined {
  const isOwn = existsSync(OWN) && resolve(OWN) !== resolve(builtInRunbookFolder());
  return isOwn ? OWN : undefined;
}

function readFolder(folder: string, known: readonly Runbook[]) {
  const files = runbookFiles(folder).map(({ path, source }) => ({
    path: relative('.', path) || path,
    source,
  }));
  return readRunbooks(files, known);
}

function fail(faults: readonly RunbookFault[], terminal: Terminal): void {
  for (const fault of faults) terminal.stdout.write(`${formatFault(fault)}\n`);
  terminal.stdout.write(`${counted(faults.length, 'fault')}.\n`);
  terminal.exitCode = 1;
}
