import type { Misread } from '../../model/command.ts';
import { didYouMean } from '../did-you-mean.ts';
import { COMMAND_LIST, findCommand } from './command-list.ts';
import type { ParsedCommand } from './define-command.ts';
import { explain } from './explain.ts';
import { paste } from './paste.ts';
import { readLabels, splitWords } from './read-arguments.ts';

/** From this many words on, text that begins with an alias of a command is evidence rather than that command misused. */
const EVIDENCE_WORDS = 5;

/** States that may be explained without typing `explain`, in all their spellings. */
const STATE =
  /^(?:LISTEN(?:ING)?|ESTAB(?:LISHED)?|SYN[-_]?(?:SENT|RECV|RCVD|RECEIVED)|FIN[-_]?WAIT[-_]?[12]?|CLOSED?|CLOSE[-_]?WAIT|CLOSING|LAST[-_]?ACK|TIME[-_]?WAIT)$/i;

/**
 * Parses what was typed behind `/triage`. Several words that begin with no command are evidence, the name of a state is explained, and a
 * mistyped command is answered with the nearest one. `nowMs` is what lengths of time such as `2h` count back from.
 */
export function parseCommand(text: string, nowMs: number): ParsedCommand | Misread {
  const [first, ...rest] = splitWords(text.split('\n', 1)[0] ?? '');
  const asEvidence = () => paste.parse({ words: [], text, nowMs });
  if (first === undefined) return asEvidence();
  const command = findCommand(first);
  const isLong = isMultiline(text) || rest.length + 1 >= EVIDENCE_WORDS;
  const isMessage = rest.length > 0;
  if (command) {
    const parsed = command.parse({ words: rest, text: afterFirst(text), nowMs });
    // A log may begin with the name of a command: several lines are evidence, and so is a sentence that begins with an alias.
    const isEvidence = isMultiline(text) || (isLong && first !== command.name);
    return 'misread' in parsed && isEvidence ? asEvidence() : parsed;
  }
  if (STATE.test(first) && rest.length === 0) return explain.parse({ words: [], text: first, nowMs });
  const near = didYouMean(first, longNames());
  const isMistyped =
    near !== undefined && !isMultiline(text) && !(isMessage && isNonsense(near, rest, nowMs));
  if (isMistyped) return mistyped(first, near, rest);
  if (isMessage) return asEvidence();
  return {
    misread: `"${first}" is not a command.`,
    hint: 'Type `/triage help` for all of them, or paste evidence behind `/triage`.',
  };
}

/** “lost connection to the broker” begins like `list`, but is not that command: no label follows, and its arguments can't be read. */
function isNonsense(near: string, words: readonly string[], nowMs: number): boolean {
  const parsed = findCommand(near)?.parse({ words, text: words.join(' '), nowMs });
  return parsed !== undefined && 'misread' in parsed && Object.keys(readLabels(words).labels).length === 0;
}

function mistyped(first: string, near: string, rest: readonly string[]): Misread {
  return {
    misread: `"${first}" is not a command.`,
    hint: `Did you mean \`${near}\`?`,
    suggestion: [near, ...rest].join(' '),
  };
}

/** Names and aliases long enough to be recognised when mistyped. */
function longNames(): string[] {
  return COMMAND_LIST.flatMap(({ name, aliases = [] }) => [name, ...aliases]).filter(
    (name) => name.length > 2,
  );
}

function isMultiline(text: string): boolean {
  return text.trim().includes('\n');
}

/** The text behind the first word, lines and blanks as they were. */
function afterFirst(text: string): string {
  return text.replace(/^\s*\S+[^\S\n]?/, '');
}
