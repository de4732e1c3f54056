import type { Runbook } from '../model/runbook.ts';
import { checkRunbook } from './check-runbook.ts';
import { parseRunbook } from './parse-runbook.ts';
import type { RunbookFault } from './runbook-fault.ts';

export interface RunbookFile {
  path: string;
  source: string;
}

/**
 * Reads a set of runbook files: those without faults, by id, and all faults of all files.
 * `known` are runbooks that these add to or override, so that they may be named in `explains` and `related`.
 */
export function readRunbooks(
  files: readonly RunbookFile[],
  known: readonly Pick<Runbook, 'id'>[] = [],
): { runbooks: Runbook[]; faults: RunbookFault[] } {
  const parsed = files.map(({ path, source }) => ({ path, ...parseRunbook(path, source) }));
  const faults = parsed.flatMap((one) => [...one.faults, ...checkRunbook(one.path, one)]);
  const ids = new Set(known.map(({ id }) => id));
  const firstFile = new Map<string, string>();
  for (const { path, runbook, locate } of parsed) {
    if (!runbook) continue;
    const first = firstFile.get(runbook.id);
    if (first)
      faults.push({
        file: path,
        ...locate(['id']),
        message: `id "${runbook.id}" is taken by ${first}. Give it another.`,
      });
    else firstFile.set(runbook.id, path);
    ids.add(runbook.id);
  }
  for (const { path, runbook, locate } of parsed) {
    for (const { id, at } of runbook ? othersNamedBy(runbook) : []) {
      if (!ids.has(id))
        faults.push({ file: path, ...locate(at), message: `"${id}" is no runbook. Correct its spelling.` });
    }
  }
  return { runbooks: parsed.flatMap(({ runbook }) => runbook ?? []), faults };
}

/** The ids of other runbooks that one names, and where. */
function othersNamedBy({ explains, related, questions }: Runbook): { id: string; at: PropertyKey[] }[] {
  return [
    ...explains.map((id, i) => ({ id, at: ['explains', i] })),
    ...related.map((id, i) => ({ id, at: ['related', i] })),
    ...questions.flatMap(({ yes, no }, i) =>
      Object.entries({ yes, no }).flatMap(([answer, weight]) =>
        (weight?.supports ?? []).map((id, j) => ({ id, at: ['questions', i, answer, 'supports', j] })),
      ),
    ),
  ];
}
