import { Argument, type Command } from 'commander';
import type { Terminal } from './terminal.ts';

/** `halfopen init`, `completion` and `man`: what one needs once. */
export function addManualCommands(program: Command, terminal: Terminal): void {
  program
    .command('init')
    .description('ask five questions and write halfopen.yml and deploy.yml')
    .option('--channel <name>', 'Slack channel of incidents')
    .option('--log-groups <names>', 'CloudWatch log groups, with commas between them')
    .option('--mention <id>', 'Slack id of the user group or user to name on critical cards')
    .option('--quiet-hours <from-to>', 'hours in which only critical cards come, such as 22:00-07:00')
    .option('--time-zone <name>', 'time zone of these hours')
    .option('--dir <dir>', 'where to write', '.')
    .option('-y, --yes', 'ask nothing; what no option says is as the files come')
    .option('--force', 'overwrite files that are there')
    .action(async (options) => (await import('./init/init-command.ts')).initCommand(options, terminal));
  program
    .command('completion')
    .description('print the script by which a shell completes commands and options')
    .addArgument(new Argument('<shell>', 'your shell').choices(['bash', 'zsh', 'fish']))
    .action(async (shell: 'bash' | 'zsh' | 'fish') => {
      const { completionWords } = await import('./manual/completion-words.ts');
      const { SCRIPTS } = await import('./manual/completion-scripts.ts');
      terminal.stdout.write(SCRIPTS[shell](completionWords(program)));
    });
  program
    .command('man')
    .description('print the manual page, for: halfopen man | man -l -')
    .action(async () => {
      const { manualPage } = await import('./manual/manual-page.ts');
      terminal.stdout.write(manualPage(program));
    });
}
