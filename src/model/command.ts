/** Labels an incident must bear, as typed: `system=payments queue=orders*`. */
export type LabelMatchers = Readonly<Record<string, string>>;

/** A stretch of time looked back at, epoch milliseconds. */
export interface Period {
  fromMs: number;
  toMs: number;
}

/** What a silence is asked for: one incident, or all that bears some labels. */
export type SilenceTarget = { incidentId: string } | { matchers: LabelMatchers };

/** One `/triage …`, read. */
export type Command =
  | { name: 'help'; topic?: string }
  | { name: 'paste' }
  | { name: 'triage'; text: string }
  | { name: 'logs'; logGroup: string; period: Period }
  | { name: 'runbook'; words: string }
  | { name: 'explain'; what: string }
  | { name: 'incidents'; matchers: LabelMatchers }
  | { name: 'show' | 'why' | 'report' | 'acknowledge' | 'resolve'; incidentId: string }
  | { name: 'silence'; target: SilenceTarget; durationMs: number; reason: string }
  | { name: 'silences' }
  | { name: 'unsilence'; silenceId: string }
  | { name: 'maintenance-list' }
  | { name: 'maintenance'; matchers: LabelMatchers; startMs: number; durationMs: number; reason: string }
  | { name: 'routes'; labels: LabelMatchers }
  | { name: 'backtest'; runbook: string; logGroup: string; period: Period }
  | { name: 'audit'; most: number };

/** What could not be read as a command, and how to write it. `suggestion` is a whole corrected command where one is near. */
export interface Misread {
  misread: string;
  hint: string;
  suggestion?: string;
}

/** How a command is written, what it does, and an example. The order is the order of the help. */
export interface CommandUsage {
  name: string;
  aliases?: readonly string[];
  arguments: string;
  does: string;
  example: string;
}
