import { type Command, CommanderError } from 'commander';
import { HalfopenError } from '../errors.ts';
import { commandPath } from './command-path.ts';
import { createProgram } from './create-program.ts';
import type { Terminal } from './terminal.ts';

const BAD_USE = 2;

/**
 * Runs the `halfopen` program with its arguments, and sets the terminal's exit code: 0 it ran, 1 something was found and the caller
 * asked to be told, 2 bad use or unreadable input.
 */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<void> {
  const program = createProgram(terminal);
  let asked = program;
  for (const command of allCommands(program))
    command.exitOverride((error) => {
      asked = command;
      throw error;
    });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    terminal.exitCode = report(error, asked, terminal);
  }
}

function allCommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(allCommands)];
}

/** Says in one line what is wrong; shows a person who named no command what there is. Throws what is not the caller’s doing. */
function report(error: unknown, asked: Command, { stdout, stderr }: Terminal): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    if (error.code === 'commander.help' && stdout.isTTY) stdout.write(asked.helpInformation());
    else stderr.write(`halfopen: ${reason(error)}. See ${commandPath(asked)} --help.\n`);
    return BAD_USE;
  }
  if (error instanceof HalfopenError) {
    stderr.write(`halfopen: ${error.message} ${error.hint}\n`);
    return BAD_USE;
  }
  throw error;
}

function reason({ code, message }: CommanderError): string {
  if (code === 'commander.help') return 'a command is missing';
  return message
    .replace(/^error: /, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/\.$/, '');
}
