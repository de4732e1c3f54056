import type { Command } from 'commander';

/** A command as it is typed: `halfopen runbook show`. */
export function commandPath(command: Command): string {
  return command.parent ? `${commandPath(command.parent)} ${command.name()}` : command.name();
}
