import type { Library } from '../interactions/interaction-context.ts';
import { createRunbookSearch } from '../runbooks/search-runbooks.ts';
import { builtInRunbooks } from './package-files.ts';

/** The runbooks that ship with the function, unpacked and indexed when somebody first looks one up. */
export function createRunbookLibrary(): Library {
  let runbooks: ReturnType<typeof builtInRunbooks> | undefined;
  let search: ReturnType<typeof createRunbookSearch> | undefined;
  const all = () => (runbooks ??= builtInRunbooks());
  return {
    runbooks: all,
    search: (words) => (search ??= createRunbookSearch(all()))(words),
  };
}
