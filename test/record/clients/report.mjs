import { inspect } from 'node:util';

/** Prints one line as services do: time, level, who, text; an error comes with its stack. */
export function report(level, who, text, error) {
  const line = `${new Date().toISOString()} ${level.padEnd(5)} [${who}] ${text}`;
  process.stdout.write(`${error === undefined ? line : `${line} ${inspect(error)}`}\n`);
}
