import type { CompiledRunbook } from '../model/runbook.ts';
import { createRunbookSearch, type Found } from '../runbooks/search-runbooks.ts';

/** Runbooks for looking up. */
export interface Library {
  runbooks(): readonly CompiledRunbook[];
  search(words: string): readonly Found[];
}

/** A library whose runbooks are loaded and indexed when somebody first looks one up. */
export function createLibrary(load: () => readonly CompiledRunbook[]): Library {
  let runbooks: readonly CompiledRunbook[] | undefined;
  let search: ReturnType<typeof createRunbookSearch> | undefined;
  const all = () => (runbooks ??= load());
  return {
    runbooks: all,
    search: (words) => (search ??= createRunbookSearch(all()))(words),
  };
}
