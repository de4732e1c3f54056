import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { HalfopenError } from '../errors.ts';
import type { RunbookFile } from '../runbooks/read-runbooks.ts';

/** All runbook files (`*.yml`, `*.yaml`) in a folder and the folders below it, in the order of their paths. Throws when the folder can't be read. */
export function runbookFiles(folder: string): RunbookFile[] {
  try {
    return pathsBelow(folder)
      .toSorted()
      .map((path) => ({ path, source: readFileSync(path, 'utf8') }));
  } catch (cause) {
    throw new HalfopenError({
      code: 'runbooks-unreadable',
      message: `runbooks in ${folder} can't be read: ${(cause as Error).message}`,
      hint: 'Give a folder that holds runbooks as <family>/<id>.yml.',
      cause,
    });
  }
}

function pathsBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return pathsBelow(path);
    return /\.ya?ml$/.test(name) ? [path] : [];
  });
}
