import type { Clause } from './clauses.ts';

/** With these a question begins that asks for knowledge; `why does` and `is anyone` tell of trouble. */
const OPENINGS = new Set([
  'does',
  'do',
  'can',
  'which',
  'where',
  'who',
  'should',
  'how',
  'what',
  'wie',
  'kann',
]);
/** Who asks others for help has trouble. */
const HELPERS = new Set(['anyone', 'anybody', 'someone', 'somebody', 'jemand', 'i', 'we', 'my', 'our']);
const HELPER_WITHIN = 4;
const MARKS = ['?', '？'];

/** Whether a clause asks how something behaves, rather than for help: `Does the broker still list a client that crashed?` */
export function isQuestion({ text, words }: Clause): boolean {
  const isAsked = MARKS.some((mark) => text.trimEnd().endsWith(mark));
  if (!isAsked || !OPENINGS.has(words[0]?.text ?? '')) return false;
  return !words.slice(0, HELPER_WITHIN).some((word) => HELPERS.has(word.text));
}
