import type { Readable, Writable } from 'node:stream';

/** What a command reads, writes and answers with: the process itself, or what a test puts in its place. */
export type Terminal = Pick<NodeJS.Process, 'env'> & {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  exitCode?: typeof process.exitCode;
};

export type Output = Writable & { readonly isTTY?: boolean };

/** Colours are for people who look at a terminal and did not decline them. */
export function isInColour({ stdout, env }: Terminal): boolean {
  return stdout.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
}
