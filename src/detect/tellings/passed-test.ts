import { isDigit } from '../../model/characters.ts';

/** What Mocha, Vitest, Jest, Go and TAP print before the name of a test that passed. */
const BEFORE = ['✓ ', '✔ ', '√ ', '--- PASS: ', 'PASS '];
/** TAP: `ok 3 - reconnects`. */
const NUMBERED = 'ok ';
/** What pytest and Gradle print behind it; pytest adds how much is done. */
const BEHIND = 'PASSED';
const DONE = '[';

/** Whether a line names a test that passed: what it is named after did not happen. */
export function isPassedTest(line: string): boolean {
  const text = line.trim();
  if (BEFORE.some((mark) => text.startsWith(mark))) return true;
  if (text.startsWith(NUMBERED) && isDigit(text.charAt(NUMBERED.length))) return true;
  const [before = '', behind] = text.split(BEHIND);
  return before.endsWith(' ') && behind !== undefined && (behind === '' || behind.trim().startsWith(DONE));
}
