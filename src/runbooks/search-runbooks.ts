import MiniSearch from 'minisearch';
import type { Severity } from '../model/runbook.ts';

/** What a search result shows of a runbook. */
export interface Found {
  id: string;
  title: string;
  severity: Severity;
  score: number;
}

interface Searchable {
  id: string;
  title: string;
  severity: Severity;
  summary: string;
  cause: string;
  impact: string;
  patterns: Record<string, readonly { source: string }[]>;
}

/** Finds runbooks by words, misspelt or cut short ones too; best first. What the log line says counts as well as what we say of it. */
export function searchRunbooks(runbooks: readonly Searchable[], words: string): Found[] {
  const index = new MiniSearch<Record<string, string>>({
    fields: ['id', 'title', 'summary', 'cause', 'impact', 'patterns'],
    tokenize: (text) =>
      text
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .filter(Boolean),
    searchOptions: { boost: { id: 6, title: 3, patterns: 0.5 }, prefix: true, fuzzy: 0.2 },
  });
  index.addAll(
    runbooks.map(({ id, title, summary, cause, impact, patterns }) => ({
      id,
      title,
      summary,
      cause,
      impact,
      patterns: Object.values(patterns)
        .flatMap((list) => list.map(({ source }) => source))
        .join(' '),
    })),
  );
  const byId = new Map(runbooks.map((runbook) => [runbook.id, runbook]));
  return index.search(words).flatMap(({ id, score }) => {
    const runbook = byId.get(String(id));
    return runbook
      ? [
          {
            id: runbook.id,
            title: runbook.title,
            severity: runbook.severity,
            score: Math.round(score * 100) / 100,
          },
        ]
      : [];
  });
}
