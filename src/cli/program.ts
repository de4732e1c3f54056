import { Command, CommanderError, Option } from 'commander';
import { packageVersion } from '../adapters/package-files.ts';
import { HalfopenError } from '../errors.ts';
import { explainCommand } from './explain-command.ts';
import { formatsCommand } from './formats-command.ts';
import { addRunbookCommand } from './runbook-command.ts';
import type { Terminal } from './terminal.ts';
import { triageCommand } from './triage-command.ts';

const BAD_USE = 2;

/**
 * Runs the `halfopen` program with its arguments, and sets the terminal's exit code: 0 it ran, 1 something was found and the caller
 * asked to be told, 2 bad use or unreadable input.
 */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<void> {
  try {
    await createProgram(terminal).parseAsync(args, { from: 'user' });
  } catch (error) {
    terminal.exitCode = report(error, terminal);
  }
}

function createProgram(terminal: Terminal): Command {
  const program = new Command('halfopen')
    .description('Reads broker logs and connection tables, says what broke and why, and what to type.')
    .version(packageVersion())
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.stdout.write(text), writeErr: () => undefined })
    .showHelpAfterError(false);
  addTriageCommand(program, terminal);
  addRunbookCommand(program, terminal);
  addWatchCommand(program);
  addExplainCommand(program, terminal);
  addHostCommands(program, terminal);
  program
    .command('formats')
    .description('list the formats that triage reads')
    .action(() => formatsCommand(terminal));
  return program;
}

function addTriageCommand(program: Command, terminal: Terminal): void {
  program
    .command('triage')
    .description('diagnose the text in files, or on standard input')
    .argument(
      '[files...]',
      'files to read, - for standard input; each may say whose it is: broker=, client=, host= or peer=',
    )
    .option('--json', 'print one JSON document')
    .option('--markdown', 'print Markdown, for an issue or a chat')
    .option('--peer <file>', "the other end's connection table of the same moment; same as peer=<file>")
    .option(
      '--runbooks <dir>',
      'a folder of your own runbooks, added to or overriding the built-in ones; repeatable',
      repeat,
      [],
    )
    .addOption(
      new Option('--lang <language>', 'language of the texts').choices(['en', 'zh-CN']).default('en'),
    )
    .option(
      '--now <time>',
      'when the text was taken (ISO 8601), for times without a year that nothing else in it tells',
    )
    .option('--exit-code', 'exit with 1 when something was diagnosed')
    .option(
      '--batch',
      'read many cases, one JSON document a line: {id, inputs: [{text, role?, name?}]}; print one line each',
    )
    .action((files: string[], options) => triageCommand(files, options, terminal));
}

function addWatchCommand(program: Command): void {
  program
    .command('watch')
    .description('follow log files and this host’s connections, and feed a running host (npm start)')
    .argument('[files...]', 'log files to follow, also over rotation')
    .option('--to <url>', 'the running host', 'http://127.0.0.1:3000')
    .option('--journal <unit>', 'a systemd unit whose journal to follow; repeatable', repeat, [])
    .option('--every <seconds>', 'take a snapshot with ss this often; 0: never', '60')
    .option('--from-start', 'read what is in the files already')
    .action(async (files: string[], options) =>
      (await import('./watch-command.ts')).watchCommand(files, options),
    );
}

function addExplainCommand(program: Command, terminal: Terminal): void {
  program
    .command('explain')
    .description('say what a TCP state, a word of the field or a log line means')
    .argument('<words...>', 'the word, or the line in quotes')
    .option('--json', 'print one JSON document')
    .action((words: string[], options) => explainCommand(words, options, terminal));
}

/** Who only triages does not load the configuration, the store or Slack for it. */
function addHostCommands(program: Command, terminal: Terminal): void {
  program
    .command('routes')
    .description('dry run: where an incident with these labels would go now')
    .argument('<labels...>', 'label=value, e.g. system=payments severity=critical')
    .option('--config <file>', 'the configuration; default: $HALFOPEN_CONFIG, or halfopen.yml')
    .option('--expect <channel>', 'exit with 1 when it goes to another channel')
    .option('--json', 'print one JSON document')
    .action(async (labels: string[], options) =>
      (await import('./routes-command.ts')).routesCommand(labels, options, terminal),
    );
  program
    .command('report')
    .description('draft the post-mortem of an incident, in Markdown')
    .argument('[incident]', 'its id, shown at the bottom of its card')
    .option('--to <folder>', 'write it there instead of printing it')
    .option('--list', 'list what is open')
    .action(async (id: string | undefined, options) =>
      (await import('./report-command.ts')).reportCommand(id, options, terminal),
    );
  program
    .command('doctor')
    .description(
      'check configuration, secrets, Slack, log groups and store, and say how to fix what is wrong',
    )
    .option('--json', 'print a JSON array of {check, status, found, hint}')
    .option('--no-post', 'post no message to Slack, not even one that is deleted at once')
    .action(async (options) => (await import('./doctor-command.ts')).doctorCommand(options, terminal));
}

function repeat(value: string, before: string[]): string[] {
  return [...before, value];
}

/** Says in one line what is wrong. Throws what is not the caller’s doing. */
function report(error: unknown, { stderr }: Terminal): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    const message =
      error.code === 'commander.help'
        ? 'a command is missing'
        : error.message.replace(/^error: /, '').replaceAll(/\s+/g, ' ');
    stderr.write(`halfopen: ${message.replace(/\.$/, '')}. See halfopen --help.\n`);
    return BAD_USE;
  }
  if (error instanceof HalfopenError) {
    stderr.write(`halfopen: ${error.message} ${error.hint}\n`);
    return BAD_USE;
  }
  throw error;
}
