import type { Line } from '../line.ts';

/** A log object is printed over so many lines at most. */
const MOST_LINES = 200;
const OPENS = /^(\s{0,40})\{\s*$/;
const MESSAGE = /^\s{0,60}"@?(?:message|msg|log|text|textPayload)"\s*:/i;

/** Joins the lines of each JSON object that was printed over several, as by `jq` or a log viewer, where it holds a message. Linear in the lines. */
export function joinObjects(lines: readonly Line[]): readonly Line[] {
  if (!lines.some(({ text }) => MESSAGE.test(text.slice(0, 100)))) return lines;
  const joined: Line[] = [];
  for (let i = 0; i < lines.length; ) {
    const end = endOfObject(lines, i);
    const whole = end === undefined ? undefined : joinedObject(lines.slice(i, end + 1));
    joined.push(whole ?? (lines[i] as Line));
    i = whole && end !== undefined ? end + 1 : i + 1;
  }
  return joined;
}

/** The place of the line that closes the object which opens here; undefined where none does before the next one opens. */
function endOfObject(lines: readonly Line[], from: number): number | undefined {
  const indent = OPENS.exec(lines[from]?.text ?? '')?.[1];
  if (indent === undefined) return undefined;
  for (let at = from + 1; at < Math.min(lines.length, from + MOST_LINES); at++) {
    const text = (lines[at]?.text ?? '').trimEnd();
    if (text === `${indent}}` || text === `${indent}},`) return at;
    if (OPENS.exec(text)?.[1] === indent) return undefined;
  }
  return undefined;
}

function joinedObject(parts: readonly Line[]): Line | undefined {
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last || !parts.some(({ text }) => MESSAGE.test(text))) return undefined;
  const text = parts
    .map((part) => part.text.trim())
    .join(' ')
    .replace(/,$/, '');
  if (!isJson(text)) return undefined;
  const verbatim = parts.map((part) => part.verbatim).join('\n');
  return { ...first, text, verbatim, lastNumber: last.lastNumber ?? last.number };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
