import type { Command } from 'commander';
import { repeat } from './repeat.ts';
import type { Terminal } from './terminal.ts';

/** What concerns a running host or a deployment. Who only triages does not load the configuration, the store or Slack for it. */
export function addHostCommands(program: Command, terminal: Terminal): void {
  addWatchCommand(program, terminal);
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
    .option('--stage <stage>', 'the deployment of this stage on AWS, found by its stack')
    .option('--before-deploy', 'say what a deployment (of --stage, else dev) would fail at; changes nothing')
    .option('--no-post', 'post no message to Slack, not even one that is deleted at once')
    .action(async (options) => (await import('./doctor-command.ts')).doctorCommand(options, terminal));
}

function addWatchCommand(program: Command, terminal: Terminal): void {
  program
    .command('watch')
    .description('follow log files and this host’s connections, and feed a running host (npm start)')
    .argument('[files...]', 'log files to follow, also over rotation')
    .option('--to <url>', 'the running host', 'http://127.0.0.1:3000')
    .option('--journal <unit>', 'a systemd unit whose journal to follow; repeatable', repeat)
    .option('--every <seconds>', 'take a snapshot with ss this often; 0: never', '60')
    .option('--from-start', 'read what is in the files already')
    .option(
      '--forward',
      'write the lines that a runbook may match, and those near them, to standard output for a shipper; send nothing',
    )
    .action(async (files: string[], options) =>
      (await import('./watch-command.ts')).watchCommand(files, options, terminal),
    );
}
