import type { Report } from '../model/diagnosis.ts';
import { loudRecords } from '../model/loud-levels.ts';
import type { CompiledRunbook } from '../model/runbook.ts';
import type { Engine } from './triage.ts';

const MOST_TEMPLATES = 3;
const MOST_NEAREST = 3;

/** So many words must be the same: one alone is chance. */
const LEAST_WORDS = 2;

/**
 * Adds to a report without diagnoses the runbooks whose words are nearest to the messages that no runbook recognised; none where the
 * records have levels and none is an error, and none that shares a single word.
 */
export async function withNearest(report: Report, runbooks: readonly CompiledRunbook[]): Promise<Report> {
  if (report.diagnoses.length > 0 || report.unrecognised.length === 0 || isQuiet(report)) return report;
  // Loaded here because building the search index takes time that no other report needs.
  const { searchRunbooks } = await import('../runbooks/search-runbooks.ts');
  const words = report.unrecognised
    .slice(0, MOST_TEMPLATES)
    .map(({ template }) => template.replaceAll('<*>', ' '));
  const near = searchRunbooks(runbooks, words.join(' ')).filter(
    ({ words: shared }) => shared.length >= LEAST_WORDS,
  );
  if (near.length === 0) return report;
  return { ...report, nearest: near.slice(0, MOST_NEAREST).map(({ id, title }) => ({ id, title })) };
}

function isQuiet({ levels }: Report): boolean {
  return Object.keys(levels).length > 0 && loudRecords(levels) === 0;
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
