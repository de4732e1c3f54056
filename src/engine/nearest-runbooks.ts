import type { Report } from '../model/diagnosis.ts';
import type { CompiledRunbook } from '../model/runbook.ts';
import type { Engine } from './triage.ts';

const MOST_TEMPLATES = 3;
const MOST_NEAREST = 3;

/** Adds to a report without diagnoses the runbooks whose words are nearest to the messages that no runbook recognised. */
export async function withNearest(report: Report, runbooks: readonly CompiledRunbook[]): Promise<Report> {
  if (report.diagnoses.length > 0 || report.unrecognised.length === 0) return report;
  // Loaded here because building the search index takes time that no other report needs.
  const { searchRunbooks } = await import('../runbooks/search-runbooks.ts');
  const words = report.unrecognised
    .slice(0, MOST_TEMPLATES)
    .map(({ template }) => template.replaceAll('<*>', ' '));
  const nearest = searchRunbooks(runbooks, words.join(' ')).slice(0, MOST_NEAREST);
  return { ...report, nearest: nearest.map(({ id, title }) => ({ id, title })) };
}

/** Diagnoses one message without any other evidence; without a diagnosis the report names the nearest runbooks. */
export async function diagnoseMessage(
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
