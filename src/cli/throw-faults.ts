import { HalfopenError } from '../errors.ts';
import { formatFault, type RunbookFault } from '../runbooks/runbook-fault.ts';

/** Throws with all faults of the files of runbooks and knowledge, where there are any. */
export function throwFaults(faults: readonly RunbookFault[]): void {
  if (faults.length === 0) return;
  throw new HalfopenError({
    code: 'runbooks-faulty',
    message: faults.map(formatFault).join('\n'),
    hint: 'Fix these, then check with: halfopen runbook lint',
  });
}
