import { stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { InputArgument } from './read-inputs.ts';
import type { Terminal } from './terminal.ts';

const LOOK_EVERY_MS = 500;
/** Clears the screen and what was scrolled off it (ECMA-48, xterm). */
const CLEAR = '\u001b[2J\u001b[3J\u001b[H';

/**
 * Calls `answer` for the inputs as they are, and again whenever one of them has changed, until the process is told to stop; shows what it
 * gives where that is new. A file that has gone, as in a rotation, is waited for.
 */
export async function watchInputs(
  inputs: readonly InputArgument[],
  { stdout, stderr }: Terminal,
  answer: () => Promise<string>,
): Promise<void> {
  const stop = new AbortController();
  const end = (): void => stop.abort();
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  stderr.write(`halfopen: watching ${inputs.map(({ path }) => path).join(', ')}; Ctrl-C ends it\n`);
  let read = '';
  let shown = '';
  while (!stop.signal.aborted) {
    const now = await signature(inputs);
    if (now !== read && now !== undefined) {
      read = now;
      const text = await answer();
      if (text !== shown) stdout.write(stdout.isTTY ? `${CLEAR}${text}` : text);
      shown = text;
    }
    await setTimeout(LOOK_EVERY_MS, undefined, { signal: stop.signal }).catch(() => undefined);
  }
}

/** Changes with any of the files; undefined while one is missing. */
async function signature(inputs: readonly InputArgument[]): Promise<string | undefined> {
  const states = await Promise.all(inputs.map(({ path }) => stat(path).catch(() => undefined)));
  if (states.includes(undefined)) return undefined;
  return states.map((state) => `${state?.ino} ${state?.size} ${state?.mtimeMs}`).join('\n');
}
