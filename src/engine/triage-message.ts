import type { Report } from '../model/diagnosis.ts';
import type { CompiledRunbook } from '../model/runbook.ts';
import { withNearest } from './nearest-runbooks.ts';
import type { Engine } from './triage.ts';

/** What the runbooks make of one message alone, or which come nearest to it. */
export async function triageMessage(
  engine: Engine,
  runbooks: readonly CompiledRunbook[],
  message: string,
): Promise<Report> {
  const triage = engine.start();
  const input = triage.open({ name: 'message' });
  input.write(Buffer.from(message));
  input.end();
  return withNearest(triage.report(), runbooks);
}
