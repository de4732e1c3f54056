import { join } from 'node:path';
import { runbookFiles } from '../../src/adapters/runbook-files.ts';
import { compileCatalogue } from '../../src/cli/compile-runbooks.ts';
import type { CompiledRunbook, Runbook } from '../../src/model/runbook.ts';
import { compileRunbook, type MessagePatterns } from '../../src/runbooks/compile-runbook.ts';
import { readRunbooks } from '../../src/runbooks/read-runbooks.ts';
import { root } from './run-halfopen.ts';

/** The runbooks that ship with the project, as written. */
function builtInRunbooks(): Runbook[] {
  return readRunbooks(runbookFiles(join(root, 'runbooks'))).runbooks;
}

/** The same, ready to run. */
export function compiledBuiltInRunbooks(): CompiledRunbook[] {
  const patterns = builtInMessages();
  return builtInRunbooks().map((runbook) => compileRunbook(runbook, patterns));
}

let messages: MessagePatterns | undefined;

/** The catalogued messages that ship with the project; compiling them takes a second. */
function builtInMessages(): MessagePatterns {
  return (messages ??= compileCatalogue(join(root, 'knowledge')));
}
