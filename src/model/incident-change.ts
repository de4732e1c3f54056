import type { Severity } from './runbook.ts';

/** What stands at other systems for an incident: it is open, somebody has taken it, or it is over. */
export type IncidentStatus = 'open' | 'acknowledged' | 'resolved';

/** A change of an incident for systems beside Slack, as plain data. Texts are redacted and hold no control characters. Times are epoch milliseconds. */
export interface IncidentChange {
  /** Names this change: the same one sent twice has the same id. */
  id: string;
  incident: string;
  status: IncidentStatus;
  atMs: number;
  severity: Severity;
  /** What broke, and whom: one line. */
  title: string;
  summary: string;
  cause: string;
  system: string;
  runbook: string;
  labels: Readonly<Record<string, string>>;
  /** 0 to 1. */
  confidence: number;
  count: number;
  firstSeenMs: number;
  lastSeenMs: number;
  /** The newest lines, at most three. */
  evidence: readonly string[];
  /** The first thing to do, with its command where it has one. */
  step?: { text: string; command?: string };
  /** A log of its, where the console shows it. */
  link?: string;
  /** Why it is over. */
  why?: string;
}
