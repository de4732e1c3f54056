import { spawn } from 'node:child_process';
import type { Terminal } from './terminal.ts';

/** As git calls it: end at once what fits, show colours, leave the text on the screen. See less(1). */
const LESS = 'FRX';
/** The shell's exit code for a command that is not there. */
const NOT_FOUND = 127;

/**
 * Prints a text that a person reads: through `$PAGER` (less), where it is longer than their terminal, else as it is. `$PAGER` empty
 * or `cat` means none.
 */
export async function pageText(text: string, { stdout, env }: Terminal, isWanted = true): Promise<void> {
  const pager = env['PAGER'] ?? 'less';
  const isLong = text.split('\n').length > (stdout.rows ?? Number.POSITIVE_INFINITY);
  const isPaged = isWanted && stdout.isTTY === true && isLong && pager !== '' && pager !== 'cat';
  if (!isPaged || !(await runPager(pager, text, { LESS, LESSCHARSET: 'utf-8', ...env }))) stdout.write(text);
}

/** Whether it ran; a pager that is not installed shows nothing. */
function runPager(pager: string, text: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  // Ctrl-C is the pager's: it may end a search of its own.
  process.on('SIGINT', ignore);
  return new Promise<boolean>((resolve) => {
    const child = spawn(pager, { shell: true, stdio: ['pipe', 'inherit', 'ignore'], env });
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code !== NOT_FOUND));
    child.stdin.on('error', ignore); // who has read enough leaves before the end
    child.stdin.end(text);
  }).finally(() => process.off('SIGINT', ignore));
}

function ignore(): void {}
