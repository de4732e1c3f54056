import type { Command } from 'commander';
import { commandPath } from '../command-path.ts';
import { EXAMPLES } from '../examples.ts';
import { EXIT_CODES, VARIABLES } from './outside.ts';

/** The manual page of the program in roff, see man(7); made of its commands, options and examples. Ends with a line break. */
export function manualPage(program: Command): string {
  const lines = [
    `.TH HALFOPEN 1 "" "halfopen ${escaped(program.version() ?? '')}"`,
    '.SH NAME',
    `halfopen \\- ${escaped(program.description())}`,
    '.SH SYNOPSIS',
    ...program.commands.filter(isShown).map((command) => `.B ${escaped(usageOf(command))}\n.br`),
    '.SH COMMANDS',
    ...program.commands.filter(isShown).flatMap(commandPart),
    '.SH EXIT STATUS',
    ...pairs(EXIT_CODES),
    '.SH ENVIRONMENT',
    ...pairs(VARIABLES),
    '.SH EXAMPLES',
    ...pairs(Object.values(EXAMPLES).flat()),
  ];
  return `${lines.join('\n')}\n`;
}

function commandPart(command: Command): string[] {
  if (command.commands.length > 0) return command.commands.flatMap(commandPart);
  return [
    `.SS "${escaped(usageOf(command))}"`,
    escaped(command.description()),
    ...pairs(command.registeredArguments.map((one) => [one.name(), one.description] as const)),
    ...pairs(command.options.map((one) => [one.flags, one.description] as const)),
  ];
}

function isShown(command: Command): boolean {
  return command.name() !== 'help';
}

function usageOf(command: Command): string {
  const below = command.commands.map((sub) => sub.name()).join('|');
  return `${commandPath(command)} ${below === '' ? command.usage() : below}`;
}

function pairs(rows: readonly (readonly [string, string])[]): string[] {
  return rows.flatMap(([word, text]) => ['.TP', `.B "${escaped(word)}"`, escaped(text)]);
}

/** Backslashes, hyphens and quotes as roff prints them; no line may begin with a request. */
function escaped(text: string): string {
  const printed = text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll('"', '\\(dq');
  return printed.startsWith('.') || printed.startsWith("'") ? `\\&${printed}` : printed;
}
