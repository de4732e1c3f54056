import type { Command, Misread } from '../../model/command.ts';
import { didYouMean } from '../did-you-mean.ts';
import { COMMAND_LIST, usageOf } from './command-list.ts';
import { PARSERS } from './parsers.ts';
import { readLabels } from './read-labels.ts';
import { splitWords } from './split-words.ts';

/** Words beyond which an unknown beginning is evidence rather than a mistype. */
const EVIDENCE_WORDS = 5;

/** Names that may be explained without saying `explain`, as people type them. */
const STATE =
  /^(?:LISTEN(?:ING)?|ESTAB(?:LISHED)?|SYN[-_]?(?:SENT|RECV|RCVD|RECEIVED)|FIN[-_]?WAIT[-_]?[12]?|CLOSED?|CLOSE[-_]?WAIT|CLOSING|LAST[-_]?ACK|TIME[-_]?WAIT)$/i;

/**
 * Reads what stands behind `/triage`. What begins with no command and looks like evidence is triaged; what is near a command is
 * answered with that; `nowMs` is what spans such as `2h` count back from.
 */
export function parseCommand(text: string, nowMs: number): Command | Misread {
  const [first, ...rest] = splitWords(text.split('\n', 1)[0] ?? '');
  if (first === undefined) return text.trim() === '' ? { name: 'paste' } : { name: 'triage', text };
  const usage = usageOf(first);
  const isLong = isMultiline(text) || rest.length + 1 >= EVIDENCE_WORDS;
  if (usage) {
    const read = PARSERS[usage.name]?.(usage, rest, afterFirst(text), nowMs) ?? { name: 'help' as const };
    // A log may begin with a word that is also a command: several lines, or a sentence that begins with an alias.
    const isEvidence = isMultiline(text) || (isLong && first !== usage.name);
    return 'misread' in read && isEvidence ? { name: 'triage', text } : read;
  }
  if (STATE.test(first) && rest.length === 0) return { name: 'explain', what: first };
  const near = didYouMean(first, namesOf());
  if (near && !isMultiline(text) && !(isLong && isNonsense(near, rest, nowMs)))
    return mistyped(first, near, rest);
  if (isLong) return { name: 'triage', text };
  const hint = 'Type `/triage help` for all of them, or paste evidence behind `/triage`.';
  const misread = { misread: `"${first}" is no command.`, hint };
  // A few words may be a message cut short, such as “connection refused”.
  return rest.length > 0 ? { ...misread, suggestion: `explain ${text.trim()}` } : misread;
}

/** “lost connection to the broker” begins like `list`, but makes no sense as it: no label follows, and it could not be read. */
function isNonsense(near: string, rest: readonly string[], nowMs: number): boolean {
  const usage = usageOf(near);
  const read = usage && PARSERS[usage.name]?.(usage, rest, rest.join(' '), nowMs);
  return read !== undefined && 'misread' in read && Object.keys(readLabels(rest).labels).length === 0;
}

function mistyped(first: string, near: string, rest: readonly string[]): Misread {
  return {
    misread: `"${first}" is no command.`,
    hint: `Did you mean \`${near}\`?`,
    suggestion: [near, ...rest].join(' '),
  };
}

function namesOf(): string[] {
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
