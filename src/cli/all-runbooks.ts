import { builtInMessages, builtInRunbooks } from '../adapters/package-files.ts';
import type { CompiledRunbook } from '../model/runbook.ts';

/** The built-in runbooks, with those of the given folders added; one with the same id takes the place of the one before. */
export async function allRunbooks(folders: readonly string[]): Promise<CompiledRunbook[]> {
  const byId = new Map(builtInRunbooks().map((runbook) => [runbook.id, runbook]));
  for (const folder of folders) {
    // Only who brings runbooks pays for loading YAML and the schema.
    const { compileRunbooks } = await import('./compile-runbooks.ts');
    for (const runbook of compileRunbooks(folder, builtInMessages(), [...byId.values()]))
      byId.set(runbook.id, runbook);
  }
  return [...byId.values()];
}
