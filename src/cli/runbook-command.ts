import type { Command } from 'commander';
import { listRunbooks, searchCommand, showRunbook } from './runbook-lookup.ts';
import { addStyleOptions } from './style-options.ts';
import type { Terminal } from './terminal.ts';

/** `halfopen runbook …`: looking runbooks up, and writing them. Checking needs YAML and the schema, loaded only there. */
export function addRunbookCommand(program: Command, terminal: Terminal): void {
  const runbook = program.command('runbook').description('look up, check and write runbooks');
  runbook
    .command('list')
    .description('list all runbooks')
    .option('--json', 'print a JSON array')
    .action((options) => listRunbooks(options, terminal));
  addStyleOptions(
    runbook.command('show').description('show one runbook').argument('<id>', 'its id, as list shows it'),
  ).action((id: string, options) => showRunbook(id, options, terminal));
  runbook
    .command('search')
    .description('find runbooks by words')
    .argument('<words...>', 'words of its title, its messages or its symptoms')
    .option('--json', 'print a JSON array, best first')
    .action((words: string[], options) => searchCommand(words, options, terminal));
  runbook
    .command('lint')
    .description('check runbook files; every fault with file, line and column')
    .argument('[dir]', 'a folder of runbooks; default: ./runbooks where there is one, else the built-in ones')
    .action(async (dir?: string) => (await import('./runbook-checks.ts')).lintRunbooks(dir, terminal));
  runbook
    .command('test')
    .description('run the examples of runbooks, their own and on each other')
    .argument('[dir]', 'a folder of runbooks; default: ./runbooks where there is one, else the built-in ones')
    .action(async (dir?: string) => (await import('./runbook-checks.ts')).testRunbooks(dir, terminal));
  runbook
    .command('new')
    .description('write a new runbook to start from')
    .argument('<id>', 'lower-case words joined by hyphens')
    .option('--family <name>', 'folder below the runbooks', 'own')
    .option('--dir <dir>', 'folder of runbooks', 'runbooks')
    .option('--from <file>', 'make it of the messages in this file that no runbook knows')
    .action(async (id: string, options: { family: string; dir: string }) =>
      (await import('./new-runbook.ts')).newRunbook(id, options, terminal),
    );
}
