import { isElision } from '../elision.ts';
import type { Line } from '../line.ts';

/** A value of a JSON document that holds no others: a string without its quotes, else as written. */
export interface JsonLeaf {
  /** The keys and indexes that lead to it. */
  path: readonly (string | number)[];
  value: string;
  /** Where it begins: the index of its line, and its place there. */
  line: number;
  column: number;
}

const TOKEN = /\s+|"((?:[^"\\]|\\.)*)"|[-+]?[\w.][\w.+-]*|[{}[\],:]/gy;

/** An object or array that is open: the key, or the index, of what comes next in it. */
interface Open {
  isArray: boolean;
  key: string | number;
  awaitsKey: boolean;
}

/**
 * Gives the leaves of the JSON document that begins on line `from`, in their order, and returns the index of the line behind it. One
 * that is cut off gives what is there; a line that no JSON document has ends it.
 */
export function* jsonLeaves(lines: readonly Line[], from: number): Generator<JsonLeaf, number> {
  const open: Open[] = [];
  for (let line = from; line < lines.length; line++) {
    const text = lines[line]?.text ?? '';
    if (isElision(text)) continue;
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < text.length) {
      const column = TOKEN.lastIndex;
      const token = TOKEN.exec(text);
      if (!token) return line;
      const at = TOKEN.lastIndex;
      const value = step(open, token);
      if (value !== undefined) yield { path: open.map(({ key }) => key), value, line, column };
      if (open.length === 0 && token[0].trim() !== '') return line + 1;
      TOKEN.lastIndex = at;
    }
  }
  return lines.length;
}

/** Takes one token; answers the value that it is, if it is one. */
function step(open: Open[], [token, quoted]: RegExpExecArray): string | undefined {
  const last = open.at(-1);
  switch (token) {
    case '{':
    case '[':
      open.push({ isArray: token === '[', key: token === '[' ? 0 : '', awaitsKey: token === '{' });
      return undefined;
    case '}':
    case ']':
      open.pop();
      return undefined;
    case ',':
      if (last?.isArray) last.key = Number(last.key) + 1;
      else if (last) last.awaitsKey = true;
      return undefined;
    case ':':
      return undefined;
  }
  if (token.trim() === '' || !last) return undefined;
  if (!last.awaitsKey) return quoted === undefined ? token : unescaped(quoted);
  last.key = quoted ?? token;
  last.awaitsKey = false;
  return undefined;
}

function unescaped(quoted: string): string {
  if (!quoted.includes('\\')) return quoted;
  try {
    return String(JSON.parse(`"${quoted}"`));
  } catch {
    return quoted;
  }
}
