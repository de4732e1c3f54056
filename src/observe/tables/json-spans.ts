import type { Line } from '../line.ts';

/** An object inside a document: its text and the lines it stands on (indexes, inclusive). */
export interface JsonSpan {
  text: string;
  first: number;
  last: number;
}

/** A document with more characters is not read: it would not fit into memory beside what is kept of it. */
const LARGEST = 64 * 1024 * 1024;

/** Characters of one text that may be searched without a result: without this limit, a text of cut-off records would be read once for each. */
const MOST_WITHOUT_RESULT = 16 * 1024 * 1024;
const searchedWithoutResult = new WeakMap<readonly Line[], number>();

interface Scan {
  depth: number;
  inString: boolean;
  escaped: boolean;
  start: { line: number; column: number } | undefined;
}

function step(scan: Scan, code: number): 'open' | 'close' | undefined {
  if (scan.inString) {
    if (scan.escaped) scan.escaped = false;
    else if (code === 92) scan.escaped = true;
    else if (code === 34) scan.inString = false;
    return undefined;
  }
  if (code === 34) scan.inString = true;
  else if (code === 123 || code === 91) {
    scan.depth += 1;
    return 'open';
  } else if (code === 125 || code === 93) {
    scan.depth -= 1;
    return 'close';
  }
  return undefined;
}

function textBetween(
  lines: readonly Line[],
  start: { line: number; column: number },
  last: number,
  column: number,
): string {
  if (start.line === last) return (lines[last]?.text ?? '').slice(start.column, column + 1);
  const middle = lines.slice(start.line + 1, last).map((line) => line.text);
  return [
    (lines[start.line]?.text ?? '').slice(start.column),
    ...middle,
    (lines[last]?.text ?? '').slice(0, column + 1),
  ].join('\n');
}

/**
 * Finds the objects at `level` brackets deep in the document that begins on line `from` (level 1: the elements of an array,
 * level 0: the one object itself). `next` is the line after the document, or after its last whole object when it is cut off.
 */
export function jsonSpans(
  lines: readonly Line[],
  from: number,
  level: number,
): { spans: JsonSpan[]; next: number } {
  const spans: JsonSpan[] = [];
  const searched = searchedWithoutResult.get(lines) ?? 0;
  if (searched > MOST_WITHOUT_RESULT) return { spans, next: from };
  const scan: Scan = { depth: 0, inString: false, escaped: false, start: undefined };
  let length = 0;
  for (let index = from; index < lines.length && length < LARGEST; index += 1) {
    const text = lines[index]?.text ?? '';
    length += text.length;
    for (let column = 0; column < text.length; column += 1) {
      const moved = step(scan, text.charCodeAt(column));
      if (moved === 'open' && scan.depth === level + 1) scan.start = { line: index, column };
      if (moved !== 'close') continue;
      if (scan.depth === level && scan.start !== undefined) {
        spans.push({
          text: textBetween(lines, scan.start, index, column),
          first: scan.start.line,
          last: index,
        });
        scan.start = undefined;
      }
      if (scan.depth <= 0) return { spans, next: index + 1 };
    }
    if (scan.inString) scan.inString = false;
  }
  if (spans.length === 0) searchedWithoutResult.set(lines, searched + length);
  return { spans, next: (spans.at(-1)?.last ?? from - 1) + 1 };
}
