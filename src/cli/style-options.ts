import { type Command, Option } from 'commander';

/** The options of every command that prints prose for people. */
export function addStyleOptions(command: Command): Command {
  return command
    .option('--width <columns>', "wrap there instead of at the terminal's width")
    .addOption(
      new Option('--color <when>', 'colours; auto heeds NO_COLOR and FORCE_COLOR')
        .choices(['auto', 'always', 'never'])
        .default('auto'),
    )
    .option('--no-pager', 'print long answers as they are, not through $PAGER');
}
