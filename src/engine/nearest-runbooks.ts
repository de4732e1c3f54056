import type { Report } from '../model/diagnosis.ts';
import type { CompiledRunbook } from '../model/runbook.ts';

const MOST_TEMPLATES = 3;
const MOST_NEAREST = 3;

/** Where nothing was diagnosed, adds the runbooks whose words come nearest to the messages that none spoke of. */
export async function withNearest(report: Report, runbooks: readonly CompiledRunbook[]): Promise<Report> {
  if (report.diagnoses.length > 0 || report.unrecognised.length === 0) return report;
  // The search index is worth its loading only here.
  const { searchRunbooks } = await import('../runbooks/search-runbooks.ts');
  const words = report.unrecognised
    .slice(0, MOST_TEMPLATES)
    .map(({ template }) => template.replaceAll('<*>', ' '));
  const nearest = searchRunbooks(runbooks, words.join(' ')).slice(0, MOST_NEAREST);
  return { ...report, nearest: nearest.map(({ id, title }) => ({ id, title })) };
}
