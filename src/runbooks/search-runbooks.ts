import MiniSearch from 'minisearch';
import type { Severity } from '../model/runbook.ts';

/** Fuzzy search takes time with every word: more than this nobody types. */
const MOST_CHARACTERS = 400;

/** What scores less than this share of the best only has a word in common with it. */
const LEAST_SHARE = 0.2;

/** Shorter words stand in every text. */
const LEAST_LETTERS = 4;

/** What a search result shows of a runbook. */
export interface Found {
  id: string;
  title: string;
  severity: Severity;
  score: number;
  /** The typed words of some length that it has; empty where none stands in its id or title, which say what it is about. */
  words: readonly string[];
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
  return (typed) => {
    const results = index.search(typed.slice(0, MOST_CHARACTERS));
    const least = (results[0]?.score ?? 0) * LEAST_SHARE;
    return results.flatMap(({ id, score, match, queryTerms }) => {
      const runbook = score < least ? undefined : byId.get(String(id));
      if (!runbook) return [];
      const { title, severity } = runbook;
      const exact = [...new Set(queryTerms)].filter((word) => word.length >= LEAST_LETTERS && match[word]);
      const isItsSubject = exact.some((word) =>
        match[word]?.some((field) => field === 'id' || field === 'title'),
      );
      const words = isItsSubject ? exact : [];
      return [{ id: runbook.id, title, severity, score: Math.round(score * 100) / 100, words }];
    });
  };
}

/** One search. */
export function searchRunbooks(runbooks: readonly Searchable[], words: string): Found[] {
  return createRunbookSearch(runbooks)(words);
}
