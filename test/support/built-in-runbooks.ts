import { join } from 'node:path';
import { builtInLikeness } from '../../src/adapters/package-files.ts';
import {
  compileBuiltInRunbooks,
  compileCatalogue,
  indexBuiltInBeginnings,
} from '../../src/cli/compile-runbooks.ts';
import { createLikeness } from '../../src/engine/likeness.ts';
import { createEngine, type Engine } from '../../src/engine/triage.ts';
import type { CompiledRunbook } from '../../src/model/runbook.ts';
import { root } from './run-halfopen.ts';

/** The runbooks that ship with the project, ready to run, as the build makes them: their patterns spare messages known to be healthy. */
export function compiledBuiltInRunbooks(): CompiledRunbook[] {
  return (compiled ??= compileBuiltInRunbooks(join(root, 'runbooks'), builtInCatalogue()));
}

let compiled: CompiledRunbook[] | undefined;

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
      beginnings: () => indexBuiltInBeginnings(compiledBuiltInRunbooks(), builtInCatalogue()),
    }),
  );
}
