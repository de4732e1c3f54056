import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import type { Engine } from '../engine/triage.ts';
import { HalfopenError } from '../errors.ts';
import { ROLES } from '../model/input.ts';
import type { Terminal } from './terminal.ts';
import { writeWaiting } from './write-waiting.ts';

const CASE = z.object({
  id: z.union([z.string(), z.number()]),
  inputs: z.array(
    z.object({ text: z.string(), role: z.enum(ROLES).optional(), name: z.string().optional() }),
  ),
});

/**
 * Triages many cases in one process. `path` (or standard input, `-`) holds one JSON document a line, `{id, inputs: [{text, role?, name?}]}`;
 * one line `{id, diagnoses, inputs}` is printed for each, in the same order. A case that fails gives `{id, error}`, and the rest goes on.
 */
export async function triageBatch(path: string, engine: Engine, { stdin, stdout }: Terminal): Promise<void> {
  const input = path === '-' ? stdin : createReadStream(path);
  let number = 0;
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number++;
      if (line.trim() !== '')
        await writeWaiting(stdout, `${JSON.stringify(answerCase(engine, line, number))}\n`);
    }
  } catch (cause) {
    throw new HalfopenError({
      code: 'input-unreadable',
      message: `${path} can't be read: ${(cause as Error).message}.`,
      hint: 'Give a readable file of JSON lines, or - for standard input.',
      cause,
    });
  }
}

function answerCase(engine: Engine, line: string, number: number): object {
  let id: unknown = null;
  try {
    const given: unknown = JSON.parse(line);
    if (typeof given === 'object' && given !== null && 'id' in given) id = given.id;
    const { inputs } = CASE.parse(given);
    return { id, ...triageCase(engine, inputs) };
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    return { id, error: `line ${number}: ${reason}` };
  }
}

function triageCase(engine: Engine, inputs: z.infer<typeof CASE>['inputs']): object {
  const triage = engine.start();
  for (const [i, { text, role, name = `input-${i + 1}` }] of inputs.entries()) {
    const session = triage.open({ name, ...(role ? { role } : {}) });
    session.write(Buffer.from(text));
    session.end();
  }
  return triage.report();
}
