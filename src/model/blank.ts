/** A blank in a command of a runbook: `{name}`, or `{name|what stands for it when it is not known}`. Groups: name, fallback. */
export const BLANK = /\{([a-zA-Z]+)(?:\|([^{}]*))?\}/g;

/** A command with its blanks shown by what stands for them where nothing fills them. */
export function unfilledCommand(command: string): string {
  return command.replaceAll(
    BLANK,
    (_, name: string, fallback: string | undefined) => fallback ?? `<${name}>`,
  );
}
