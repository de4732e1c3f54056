import { Readable, Writable } from 'node:stream';
import { runProgram } from '../../src/cli/program.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import type { Ran } from './run-halfopen.ts';

/** Runs the terminal program as `runHalfopen` does, but in this process and from the sources: much faster. */
export async function runInProcess(
  args: readonly string[],
  input: string | Uint8Array = '',
  env: NodeJS.ProcessEnv = {},
): Promise<Ran> {
  const ran: Ran = { code: 0, stdout: '', stderr: '' };
  const terminal: Terminal = {
    env: { ...process.env, ...env },
    stdin: Readable.from([Buffer.from(input)]),
    stdout: collect((text) => (ran.stdout += text)),
    stderr: collect((text) => (ran.stderr += text)),
  };
  await runProgram(args, terminal);
  return { ...ran, code: Number(terminal.exitCode ?? 0) };
}

function collect(add: (text: string) => void): Writable {
  return new Writable({
    decodeStrings: false,
    write(text: string, _, done) {
      add(text);
      done();
    },
  });
}
