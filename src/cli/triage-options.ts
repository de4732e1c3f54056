import type { StyleOptions } from './terminal-style.ts';

/** What `halfopen triage` may be given. */
export interface TriageOptions extends StyleOptions {
  json?: boolean;
  markdown?: boolean;
  junit?: boolean;
  peer?: string;
  runbooks?: string[];
  lang: string;
  exitCode?: boolean;
  watch?: boolean;
  now?: string;
  batch?: boolean;
  each?: boolean;
  verbose?: boolean;
  /** False with --no-pager. */
  pager: boolean;
}
