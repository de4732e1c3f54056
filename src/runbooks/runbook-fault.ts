import type { YamlFault } from './checked-yaml.ts';

/** One fault of a runbook file. */
export type RunbookFault = YamlFault;

/** A fault as one line an editor can jump to: `file:line:column message`. */
export function formatFault(fault: RunbookFault): string {
  return `${fault.file}:${fault.line}:${fault.column} ${fault.message}`;
}
