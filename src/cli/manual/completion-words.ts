import type { Command, Option } from 'commander';
import { commandPath } from '../command-path.ts';

/** A word that may follow, and what it is for. */
export interface Word {
  word: string;
  does: string;
}

/** What may follow a command: its words, the values of its options, and whether files may. */
export interface Place {
  /** As typed: `halfopen runbook show`. */
  path: string;
  commands: readonly Word[];
  options: readonly (Word & { values: readonly string[]; takesValue: boolean })[];
  takesFiles: boolean;
  takesRunbook: boolean;
}

/** Every command of the program, with what may follow it: what the completion scripts are made of. */
export function completionWords(program: Command): Place[] {
  const { commands, registeredArguments } = program;
  const args = registeredArguments.map((argument) => argument.name());
  const own = {
    path: commandPath(program),
    commands: commands.map((command) => ({ word: command.name(), does: command.description() })),
    options: [...program.options.flatMap(optionWords), { word: '--help', does: 'show help', ...FLAG }],
    takesFiles: args.some((name) => name === 'files' || name === 'dir'),
    takesRunbook: commandPath(program) === 'halfopen runbook show',
  };
  return [own, ...commands.flatMap(completionWords)];
}

const FLAG = { values: [], takesValue: false };

function optionWords({ long, short, description, argChoices, required }: Option): Place['options'] {
  const takesValue = required;
  return [long, short].flatMap((word) =>
    word ? [{ word, does: description, values: argChoices ?? [], takesValue }] : [],
  );
}
