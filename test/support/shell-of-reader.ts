import { delimiter } from 'node:path';

/**
 * Arguments and environment for bash to run a typed line to its first error, with the programs of a folder before all others. No start
 * file is read: bash takes a standard input that is a socket, as Node's are, for a remote shell, and the reader's own file may put other
 * programs first.
 */
export function shellOfReader(typed: string, programs: string): { args: string[]; env: NodeJS.ProcessEnv } {
  return {
    args: ['--norc', '-o', 'pipefail', '-ec', typed],
    env: { ...process.env, BASH_ENV: '', PATH: `${programs}${delimiter}${process.env['PATH']}` },
  };
}
