import { relative } from 'node:path';
import { runbookFiles } from '../adapters/runbook-files.ts';
import { HalfopenError } from '../errors.ts';
import type { CompiledRunbook } from '../model/runbook.ts';
import { compileRunbook } from '../runbooks/compile-runbook.ts';
import { mergeLiterals } from '../runbooks/merge-literals.ts';
import { readRunbooks } from '../runbooks/read-runbooks.ts';
import { formatFault } from '../runbooks/runbook-fault.ts';

/**
 * Compiles the runbooks of a folder. `known` are runbooks that these may name or override.
 * Throws with all faults of all files when there are any.
 */
export function compileRunbooks(folder: string, known: readonly { id: string }[] = []): CompiledRunbook[] {
  const files = runbookFiles(folder).map(({ path, source }) => ({
    path: relative('.', path) || path,
    source,
  }));
  const { runbooks, faults } = readRunbooks(files, known);
  if (faults.length > 0) {
    throw new HalfopenError({
      code: 'runbooks-faulty',
      message: faults.map(formatFault).join('\n'),
      hint: 'Fix these, then check with: halfopen runbook lint',
    });
  }
  return mergeLiterals(runbooks.map(compileRunbook));
}
