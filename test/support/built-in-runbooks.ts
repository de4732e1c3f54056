import { join } from 'node:path';
import { builtInLikeness } from '../../src/adapters/package-files.ts';
import { runbookFiles } from '../../src/adapters/runbook-files.ts';
import { compileCatalogue } from '../../src/cli/compile-runbooks.ts';
import { createLikeness } from '../../src/engine/likeness.ts';
import { createEngine, type Engine } from '../../src/engine/triage.ts';
import type { CompiledRunbook, Runbook } from '../../src/model/runbook.ts';
import { compileRunbook } from '../../src/runbooks/compile-runbook.ts';
import { readRunbooks } from '../../src/runbooks/read-runbooks.ts';
import { root } from './run-halfopen.ts';

/** The runbooks that ship with the project, as written. */
function builtInRunbooks(): Runbook[] {
  return readRunbooks(runbookFiles(join(root, 'runbooks'))).runbooks;
}

/** The same, ready to run. */
export function compiledBuiltInRunbooks(): CompiledRunbook[] {
  const patterns = builtInCatalogue().messages;
  return builtInRunbooks().map((runbook) => compileRunbook(runbook, patterns));
}

let catalogue: ReturnType<typeof compileCatalogue> | undefined;

/** The catalogue that ships with the project; compiling it takes a second. */
function builtInCatalogue(): ReturnType<typeof compileCatalogue> {
  return (catalogue ??= compileCatalogue(join(root, 'knowledge')));
}

/** An engine of the built-in runbooks that also judges what reads like something known, as the terminal does. */
export function builtInEngine(): Engine {
  return createEngine(
    compiledBuiltInRunbooks(),
    createLikeness({
      ...builtInLikeness,
      words: () => builtInCatalogue().words,
      healthy: () => builtInCatalogue().healthy,
      beginnings: () => builtInCatalogue().beginnings,
    }),
  );
}
