import { relative } from 'node:path';
import { builtInMessages, builtInRunbookFolder } from '../adapters/package-files.ts';
import { runbookFiles } from '../adapters/runbook-files.ts';
import { proveRunbooks } from '../engine/prove-runbooks.ts';
import type { Runbook } from '../model/runbook.ts';
import { readRunbooks } from '../runbooks/read-runbooks.ts';
import { formatFault, type RunbookFault } from '../runbooks/runbook-fault.ts';
import type { Terminal } from './terminal.ts';

/** `halfopen runbook lint [DIR]`: prints every fault; exits with 1 when there is one. */
export function lintRunbooks(folder: string | undefined, terminal: Terminal): void {
  const { own, faults } = readLibrary(folder);
  if (faults.length === 0) terminal.stdout.write(`${own.length} runbooks, no fault.\n`);
  else fail(faults, terminal);
}

/** `halfopen runbook test [DIR]`: lints, then runs all examples; exits with 1 when one does not prove what it should. */
export function testRunbooks(folder: string | undefined, terminal: Terminal): void {
  const { own, library, faults } = readLibrary(folder);
  if (faults.length > 0) return fail(faults, terminal);
  const disproofs = proveRunbooks(library, builtInMessages(), own);
  for (const { runbook, example, message } of disproofs)
    terminal.stdout.write(`${runbook}: ${example}: ${message}\n`);
  const examples = own.reduce((sum, { examples: { fires, quiet } }) => sum + fires.length + quiet.length, 0);
  terminal.stdout.write(`${own.length} runbooks, ${examples} examples, ${disproofs.length} faults.\n`);
  if (disproofs.length > 0) terminal.exitCode = 1;
}

/** The runbooks of a folder, and the library they join: the built-in ones, overridden by those of the same id. */
function readLibrary(folder?: string): { own: Runbook[]; library: Runbook[]; faults: RunbookFault[] } {
  const builtIn = readFolder(builtInRunbookFolder(), []);
  if (folder === undefined)
    return { own: builtIn.runbooks, library: builtIn.runbooks, faults: builtIn.faults };
  const { runbooks: own, faults } = readFolder(folder, builtIn.runbooks);
  const replaced = new Set(own.map(({ id }) => id));
  return { own, library: [...builtIn.runbooks.filter(({ id }) => !replaced.has(id)), ...own], faults };
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
  terminal.stdout.write(`${faults.length} faults.\n`);
  terminal.exitCode = 1;
}
