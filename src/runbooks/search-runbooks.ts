import MiniSearch from 'minisearch';
import type { Severity } from '../model/runbook.ts';

/** Fuzzy search takes time with every word: more than this nobody types. */
const MOST_CHARACTERS = 400;

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

/** Makes a search over runbooks: finds them by words, misspelt or cut short ones too; best first. What the log line says counts as well as what we say of it. */
export function createRunbookSearch(runbooks: readonly Searchable[]): (words: string) => Found[] {
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
  return (words) =>
    index.search(words.slice(0, MOST_CHARACTERS)).flatMap(({ id, score }) => {
      const runbook = byId.get(String(id));
      if (!runbook) return [];
      const { title, severity } = runbook;
      return [{ id: runbook.id, title, severity, score: Math.round(score * 100) / 100 }];
    });
}

/** One search. */
export function searchRunbooks(runbooks: readonly Searchable[], words: string): Found[] {
  return createRunbookSearch(runbooks)(words);
}
