const LONGEST = 400;
const DATE = /\bdate\b|\$EPOCHSECONDS/;

/**
 * The commands that are substituted on a line, in their order, but for those that print a date: of
 * `echo $(date +%F_%R) $(ss -Htan state close-wait | wc -l) $(pidof relay)` the last two.
 */
export function sampledCommands(line: string): string[] {
  return substituted(line.slice(0, LONGEST)).filter((command) => !DATE.test(command));
}

/** The outermost `$( … )` and `` ` … ` `` of a line. */
function substituted(line: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < line.length; at += 1) {
    const end = line.startsWith('$(', at)
      ? closing(line, at + 1)
      : line.charAt(at) === '`'
        ? line.indexOf('`', at + 1)
        : at;
    if (end < 0) break;
    if (end > at) found.push(line.slice(line.charAt(at) === '`' ? at + 1 : at + 2, end));
    at = end;
  }
  return found;
}

/** The parenthesis that closes the one at `open`; -1 where there is none. */
function closing(line: string, open: number): number {
  let depth = 0;
  for (let at = open; at < line.length; at += 1) {
    if (line.charAt(at) === '(') depth += 1;
    if (line.charAt(at) === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}
