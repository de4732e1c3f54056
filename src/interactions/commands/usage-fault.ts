import type { CommandUsage, Misread } from '../../model/command.ts';

/** A command whose words could not be read: what was wrong, and how it is written. */
export function usageFault({ name, arguments: words, example }: CommandUsage, misread: string): Misread {
  return { misread, hint: `Write \`/triage ${name} ${words}\`, for example \`/triage ${example}\`.` };
}
