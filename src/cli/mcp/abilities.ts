import type { Role } from '../../model/input.ts';

/** Evidence as an assistant gives it: a text, or a file of this machine. */
export type GivenEvidence = { role?: Role | undefined } & (
  | { text: string; name?: string | undefined }
  | { path: string }
);

/** How much of a verdict is wanted: one screen, everything, or the JSON document of `triage --json`. */
export type Detail = 'summary' | 'full' | 'json';

/** What the server offers. Each answers in text, and throws a `HalfopenError` that says what was wrong and how to fix it. */
export interface Abilities {
  version: string;
  triage(evidence: readonly GivenEvidence[], detail: Detail): Promise<string>;
  searchRunbooks(words: string): string;
  showRunbook(id: string): string;
  listRunbooks(): { id: string; title: string }[];
  explain(what: string): Promise<string>;
  timeouts(evidence: readonly GivenEvidence[]): Promise<string>;
  incidents(): Promise<string>;
}
