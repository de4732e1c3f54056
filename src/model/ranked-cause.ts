import type { Severity } from './runbook.ts';

/** One cause of an incident, as sure as the evidence and a person's answers make us of it. */
export interface RankedCause {
  runbook: string;
  title: string;
  severity: Severity;
  confidence: number;
  /** The confidence before the answers. */
  was: number;
  /** It is what was diagnosed, not one of its alternatives. */
  isOriginal: boolean;
  /** The answers that moved it, e.g. `yes: Was the client busy?`. */
  because: readonly string[];
}
