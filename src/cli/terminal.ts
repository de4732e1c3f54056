import type { Readable, Writable } from 'node:stream';

/** What a command reads, writes and answers with: the process itself, or what a test puts in its place. */
export type Terminal = Pick<NodeJS.Process, 'env'> & {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  exitCode?: typeof process.exitCode;
};

/** `columns` and `rows` are those of a terminal; absent elsewhere. */
export type Output = Writable & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
};
