/** Labels an incident must have, as typed: `system=payments queue=orders*`. */
export type LabelMatchers = Readonly<Record<string, string>>;

/** A period of time, epoch milliseconds. */
export interface Period {
  fromMs: number;
  toMs: number;
}

/** What a silence mutes: one incident, or all that have certain labels. */
export type SilenceTarget = { incidentId: string } | { matchers: LabelMatchers };

/** Text that could not be parsed as a command: what is wrong, and how to write it. `suggestion` is a whole corrected command. */
export interface Misread {
  misread: string;
  hint: string;
  suggestion?: string;
}

/** How a command is written, what it does, and an example. */
export interface CommandUsage {
  name: string;
  aliases?: readonly string[];
  arguments: string;
  does: string;
  example: string;
}
