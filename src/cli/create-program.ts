import { Argument, Command, Option } from 'commander';
import { packageVersion } from '../adapters/package-files.ts';
import { SHIPPERS } from '../render/shippers/shippers.ts';
import { commandPath } from './command-path.ts';
import { EXAMPLES } from './examples.ts';
import { explainCommand } from './explain-command.ts';
import { filterCommand } from './filter-command.ts';
import { formatsCommand } from './formats-command.ts';
import { addHostCommands } from './host-commands.ts';
import { EXIT_CODES } from './manual/outside.ts';
import { addManualCommands } from './manual-commands.ts';
import { repeat } from './repeat.ts';
import { addRunbookCommand } from './runbook-command.ts';
import { addStyleOptions } from './style-options.ts';
import type { Terminal } from './terminal.ts';
import { triageCommand } from './triage-command.ts';

const HELP_WIDTH = 80;

/** All commands with their options and examples: what is run, and what help, manual and completion are made of. */
export function createProgram(terminal: Terminal): Command {
  const { stdout } = terminal;
  const program = new Command('halfopen')
    .description('Reads broker logs and connection tables, says what broke and why, and what to type.')
    .version(packageVersion())
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: () => undefined,
      getOutHelpWidth: () => stdout.columns ?? HELP_WIDTH,
    })
    .showHelpAfterError(false);
  addTriageCommand(program, terminal);
  addDemoCommand(program, terminal);
  addExplainCommand(program, terminal);
  addRunbookCommand(program, terminal);
  program
    .command('formats')
    .description('list the formats that triage reads')
    .action(() => formatsCommand(terminal));
  addFilterCommand(program, terminal);
  addHostCommands(program, terminal);
  program
    .command('mcp')
    .description('serve an assistant by the Model Context Protocol, over standard input and output')
    .action(async () => (await import('./mcp/mcp-command.ts')).mcpCommand(terminal));
  addManualCommands(program, terminal);
  addExamples(program);
  addExitCodes(program);
  return program;
}

function addTriageCommand(program: Command, terminal: Terminal): void {
  const triage = program
    .command('triage')
    .description('diagnose the text in files, or on standard input')
    .argument(
      '[files...]',
      'files to read, - for standard input; each may say whose it is: broker=, client=, host= or peer=',
    )
    .option('-v, --verbose', 'print all reasons, evidence, steps and questions of every cause')
    .option('--json', 'print one JSON document')
    .option('--markdown', 'print Markdown, for an issue or a chat')
    .option('--junit', 'print JUnit XML, which CI systems show as test results')
    .option('--each', 'every file is a case of its own; with --json, print one line each')
    .option('--peer <file>', "the other end's connection table of the same moment; same as peer=<file>")
    .option(
      '--runbooks <dir>',
      'a folder of your own runbooks, added to or overriding the built-in ones; repeatable',
      repeat,
    )
    .addOption(
      new Option('--lang <language>', 'language of the texts; English only so far')
        .choices(['en', 'zh-CN'])
        .default('en')
        .hideHelp(),
    )
    .option(
      '--now <time>',
      'when the text was taken (ISO 8601), for times without a year that nothing else in it tells',
    )
    .option('--exit-code', 'exit with 1 when something was diagnosed')
    .option('--watch', 'answer again whenever a file has changed, until it is stopped')
    .option(
      '--batch',
      'read many cases, one JSON document a line: {id, inputs: [{text, role?, name?}]}; print one line each',
    );
  addStyleOptions(triage).action((files: string[], options) => triageCommand(files, options, terminal));
}

function addDemoCommand(program: Command, terminal: Terminal): void {
  const demo = program
    .command('demo')
    .description('show what to type for a recorded incident, and what comes out')
    .argument('[sample]', 'which one')
    .option('-v, --verbose', 'print all that is known of it');
  addStyleOptions(demo).action(async (sample: string | undefined, options) =>
    (await import('./demo/demo-command.ts')).demoCommand(sample, options, terminal),
  );
}

function addFilterCommand(program: Command, terminal: Terminal): void {
  program
    .command('filter')
    .description('print a shipper’s configuration that drops near the source what no runbook could match')
    .addArgument(new Argument('<shipper>', 'the shipper').choices([...SHIPPERS.keys()]))
    .option('--product <name>', 'whose messages the log has; all without it; repeatable', repeat)
    .option('--path <pattern>', 'the log files', '/var/log/rabbitmq/*.log')
    .action((shipper: string, options) => filterCommand(shipper, options, terminal));
}

function addExplainCommand(program: Command, terminal: Terminal): void {
  const explain = program
    .command('explain')
    .description('say what a TCP state, a word of the field or a log line means')
    .argument('<words...>', 'the word, or the line in quotes')
    .option('-v, --verbose', 'of a log line: print all that is known')
    .option('--json', 'print one JSON document');
  addStyleOptions(explain).action((words: string[], options) => explainCommand(words, options, terminal));
}

function addExitCodes(program: Command): void {
  program.addHelpText(
    'after',
    `\nExit codes:\n${EXIT_CODES.map(([code, what]) => `  ${code}  ${what}\n`).join('')}`,
  );
}

function addExamples(command: Command): void {
  const examples = EXAMPLES[commandPath(command)];
  if (examples) {
    const lines = examples.map(([typed, what]) => `  $ ${typed}\n      ${what}\n`);
    command.addHelpText('after', `\nExamples:\n${lines.join('')}`);
  }
  for (const sub of command.commands) addExamples(sub);
}
