import { Command } from 'commander';
import { listRunbooks, searchCommand, showRunbook } from './runbook-lookup.ts';

/** `halfopen runbook …`: looking runbooks up, and writing them. Checking needs YAML and the schema, loaded only there. */
export function runbookCommand(): Command {
  const runbook = new Command('runbook').description('look up, check and write runbooks');
  runbook
    .command('list')
    .description('list all runbooks')
    .option('--json', 'print a JSON array')
    .action(listRunbooks);
  runbook.command('show').description('show one runbook').argument('<id>').action(showRunbook);
  runbook
    .command('search')
    .description('find runbooks by words')
    .argument('<words...>')
    .option('--json', 'print a JSON array, best first')
    .action(searchCommand);
  runbook
    .command('lint')
    .description('check runbook files; every fault with file, line and column')
    .argument('[dir]')
    .action(async (dir?: string) => (await import('./runbook-checks.ts')).lintRunbooks(dir));
  runbook
    .command('test')
    .description('run the examples of runbooks, their own and on each other')
    .argument('[dir]')
    .action(async (dir?: string) => (await import('./runbook-checks.ts')).testRunbooks(dir));
  runbook
    .command('new')
    .description('write a new runbook to start from')
    .argument('<id>')
    .option('--family <name>', 'folder below the runbooks', 'own')
    .option('--dir <dir>', 'folder of runbooks', 'runbooks')
    .action(async (id: string, options: { family: string; dir: string }) =>
      (await import('./new-runbook.ts')).newRunbook(id, options),
    );
  for (const command of runbook.commands)
    command
      .copyInheritedSettings(runbook)
      .exitOverride()
      .configureOutput({ writeErr: () => undefined });
  return runbook;
}
