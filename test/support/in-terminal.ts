import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { root } from './run-halfopen.ts';

interface Screen {
  columns: number;
  rows: number;
  /** What is typed; Ctrl-D is `\u0004`. */
  typed?: string;
  env?: NodeJS.ProcessEnv;
}

/** Runs the terminal program in a pseudo-terminal (script(1)) and gives what it showed, with line breaks as they were printed. */
export function runInTerminal(
  args: readonly string[],
  { columns, rows, typed, env }: Screen,
): Promise<string> {
  const words = [process.execPath, join(root, 'bin', 'halfopen.cjs'), ...args].map((word) => `'${word}'`);
  const command = `stty cols ${columns} rows ${rows} -echo; ${words.join(' ')}`;
  return new Promise((resolve) => {
    const child = execFile(
      'script',
      ['-qec', command, '/dev/null'],
      { cwd: root, env: { ...process.env, TERM: 'xterm-256color', CI: '', ...env } },
      (_, stdout) => resolve(stdout.replaceAll('\r\n', '\n')),
    );
    child.stdin?.end(typed);
  });
}
