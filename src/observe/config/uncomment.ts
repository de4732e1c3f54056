/** What a line leaves open for the next one: a block comment's end marker, or nothing. */
export interface CommentState {
  until?: string;
}

const LINE_START = /^\s*(?:#|\/\/|%|;|--(?=\s|$)|REM\s|\*(?=\s|\/|$)|"""|'''|<!--|\/\*)/;
const OPENERS: [opener: string, until: string][] = [
  ['/*', '*/'],
  ['<!--', '-->'],
  ['"""', '"""'],
  ["'''", "'''"],
];
const MAX_CHARS = 4096;

function opensComment(text: string, at: number): boolean {
  const here = text[at];
  const before = text[at - 1] ?? ' ';
  if (here === '#') return /\s/.test(before);
  if (here === '/' && text[at + 1] === '/') return before !== ':';
  if (here === '%') return /[\s,\]}]/.test(before) && !/[\w(]/.test(text[at + 1] ?? ' ');
  if (here === ';') return /\s/.test(before) && /\s/.test(text[at + 1] ?? 'x');
  return here === '-' && text[at + 1] === '-' && /\s/.test(before) && /\s/.test(text[at + 2] ?? ' ');
}

/** Where the comment at the end of a line begins; quotes hide its markers unless they never close. */
function commentStart(text: string): number {
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const here = text[at] ?? '';
    if (quote !== '') {
      if (here === '\\') at += 1;
      else if (here === quote) quote = '';
    } else if (here === '"' || here === '`' || here === "'") {
      if (text.indexOf(here, at + 1) > 0) quote = here;
    } else if (opensComment(text, at)) return at;
  }
  return text.length;
}

function withoutInner(text: string, state: CommentState): string {
  let rest = text;
  for (const [opener, until] of OPENERS.slice(0, 2)) {
    for (let turns = 0; turns < 16; turns += 1) {
      const open = rest.indexOf(opener);
      if (open < 0) break;
      const close = rest.indexOf(until, open + opener.length);
      if (close < 0 && opener === '/*' && !/(?:^|[\s;,(){}])$/.test(rest.slice(0, open))) break;
      if (close < 0) {
        state.until = until;
        return rest.slice(0, open);
      }
      rest = `${rest.slice(0, open)} ${rest.slice(close + until.length)}`;
    }
  }
  return rest;
}

/** A docstring or text block that begins the line and stays open. */
function opensText(trimmed: string, state: CommentState): boolean {
  const opener = OPENERS.slice(2).find(
    ([mark]) =>
      /^[rRuUfFbB]{0,2}/.test(trimmed) && trimmed.replace(/^[rRuUfFbB]{1,2}(?=["'])/, '').startsWith(mark),
  );
  if (!opener) return false;
  if (!trimmed.slice(3).includes(opener[1])) state.until = opener[1];
  return true;
}

/**
 * Removes the comments of any common language from one line: # // % ; -- at its start or after a blank, block comments,
 * XML comments and Python docstrings. Returns the rest, '' when nothing is left. `state` carries what stays open.
 */
export function uncomment(line: string, state: CommentState): string {
  let text = line.slice(0, MAX_CHARS);
  if (state.until) {
    const close = text.indexOf(state.until);
    if (close < 0) return '';
    text = text.slice(close + state.until.length);
    delete state.until;
  }
  const trimmed = text.trimStart();
  if (opensText(trimmed, state)) return '';
  const inner = withoutInner(text, state);
  // `#include`, `#define` and a shebang are code, though nothing that is read here.
  if (LINE_START.test(inner)) return '';
  return inner.slice(0, commentStart(inner)).trimEnd();
}
