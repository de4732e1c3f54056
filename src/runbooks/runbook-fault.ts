/** One fault of a runbook file. Lines and columns count from 1. */
export interface RunbookFault {
  file: string;
  line: number;
  column: number;
  message: string;
}

/** A fault as one line an editor can jump to: `file:line:column message`. */
export function formatFault(fault: RunbookFault): string {
  return `${fault.file}:${fault.line}:${fault.column} ${fault.message}`;
}
