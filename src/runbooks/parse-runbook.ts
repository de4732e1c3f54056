import type { Runbook } from '../model/runbook.ts';
import { checkYaml, type Locate } from './checked-yaml.ts';
import type { RunbookFault } from './runbook-fault.ts';
import { runbookSchema } from './schema.ts';

/** Keys of runbooks written for an earlier version, and their names today. */
const RENAMED_KEYS = new Map([
  ['fresh', 'firstSeenAfter'],
  ['sampled', 'sample'],
  ['speaksFor', 'supports'],
]);

export interface ParsedRunbook {
  /** Absent when the file has faults. */
  runbook?: Runbook;
  faults: RunbookFault[];
  /** Where the value at a path of keys stands in the file (or its key), for faults found later. */
  locate: Locate;
}

/**
 * Reads one runbook from YAML text. All faults of the file are collected, each with its line and column.
 * `file` is `<family>/<id>.yml` with any folder before it; the id must equal the file name.
 */
export function parseRunbook(file: string, source: string): ParsedRunbook {
  const { value, faults, locate } = checkYaml(file, source, runbookSchema, 'a runbook', RENAMED_KEYS);
  if (!value) return { faults, locate };
  const { $schema: _editorOnly, ...fields } = value;
  const [family = '', name = ''] = file.replaceAll('\\', '/').split('/').slice(-2);
  const message = `id "${fields.id}" is not the file's name. Rename one of them.`;
  return {
    runbook: { ...fields, family },
    faults: name === `${fields.id}.yml` ? [] : [{ file, ...locate(['id']), message }],
    locate,
  };
}
