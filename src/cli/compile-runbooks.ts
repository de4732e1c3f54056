import { basename, dirname, relative } from 'node:path';
import { runbookFiles } from '../adapters/runbook-files.ts';
import { compileMessages } from '../engine/compile-messages.ts';
import { HalfopenError } from '../errors.ts';
import type { CompiledRunbook } from '../model/runbook.ts';
import { compileRunbook, type MessagePatterns } from '../runbooks/compile-runbook.ts';
import { mergeLiterals } from '../runbooks/merge-literals.ts';
import { readEvents, readMessages } from '../runbooks/read-messages.ts';
import { type RunbookFile, readRunbooks } from '../runbooks/read-runbooks.ts';
import { formatFault, type RunbookFault } from '../runbooks/runbook-fault.ts';

/**
 * Compiles the runbooks of a folder. `known` are runbooks that these may name or override.
 * Throws with all faults of all files when there are any.
 */
export function compileRunbooks(
  folder: string,
  messages: MessagePatterns,
  known: readonly { id: string }[] = [],
): CompiledRunbook[] {
  const { runbooks, faults } = readRunbooks(filesIn(folder), known);
  throwFaults(faults);
  return mergeLiterals(runbooks.map((runbook) => compileRunbook(runbook, messages)));
}

/** The patterns of the messages in a folder with `events.yml` and `messages/`. Throws with all faults of all files. */
export function compileCatalogue(folder: string): MessagePatterns {
  const files = filesIn(folder);
  const vocabulary = files.find(({ path }) => basename(path) === 'events.yml') ?? {
    path: folder,
    source: '',
  };
  const { events, faults } = readEvents(vocabulary);
  const read = readMessages(
    files.filter(({ path }) => basename(dirname(path)) === 'messages'),
    events,
  );
  throwFaults([...faults, ...read.faults]);
  return compileMessages(read.messages, events);
}

function filesIn(folder: string): RunbookFile[] {
  return runbookFiles(folder).map(({ path, source }) => ({ path: relative('.', path) || path, source }));
}

function throwFaults(faults: readonly RunbookFault[]): void {
  if (faults.length === 0) return;
  throw new HalfopenError({
    code: 'runbooks-faulty',
    message: faults.map(formatFault).join('\n'),
    hint: 'Fix these, then check with: halfopen runbook lint',
  });
}
