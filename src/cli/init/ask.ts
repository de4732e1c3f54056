import { createInterface } from 'node:readline';
import { HalfopenError } from '../../errors.ts';
import type { Terminal } from '../terminal.ts';
import { QUESTIONS, type Settings } from './settings.ts';

/** Asks what is not given yet, one question a line; an empty answer takes what stands in brackets. Throws `bad-use` where nobody can answer. */
export async function ask(given: Settings, { stdin, stderr }: Terminal): Promise<Settings> {
  if (!stdin.isTTY)
    throw new HalfopenError({
      code: 'bad-use',
      message: 'standard input is not a terminal, so nobody can answer.',
      hint: `Give ${QUESTIONS.map(({ flag }) => flag).join(', ')} as needed, and --yes.`,
    });
  const reader = createInterface({ input: stdin });
  const lines = reader[Symbol.asyncIterator]();
  const answers: Settings = { ...given };
  for (const { name, ask: question, example } of QUESTIONS) {
    if (answers[name] !== undefined) continue;
    stderr.write(`${question} [${example}]: `);
    const { value = '' } = await lines.next();
    const answer = String(value).trim();
    if (answer !== '' && answer !== example) answers[name] = answer;
  }
  reader.close();
  return answers;
}
