import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CompiledRunbook } from '../model/runbook.ts';

const dist = dirname(fileURLToPath(import.meta.url));

/** The folder of runbooks that ships with the package. */
export function builtInRunbookFolder(): string {
  return join(dist, '..', 'runbooks');
}

/** The built-in runbooks, compiled and checked when the package was built. */
export function builtInRunbooks(): CompiledRunbook[] {
  return JSON.parse(readFileSync(join(dist, 'runbooks.json'), 'utf8')) as CompiledRunbook[];
}

/** The version in package.json. */
export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(dist, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
