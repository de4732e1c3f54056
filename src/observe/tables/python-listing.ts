import type { BlockReader } from '../block-reader.ts';
import { depthChange } from '../config/depth-change.ts';
import { jsonListing } from './json-listing.ts';

/** What pprint and repr() print of a decoded document begins like this: no JSON has single quotes. */
const OPENS = /^\s{0,20}[[{]\s{0,4}(?:\{\s{0,4})?u?'[\w.]{1,60}':/;
const MOST_LINES = 4000;
const LONGEST_LINE = 65_536;
const WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({ True: 'true', False: 'false', None: 'null' }),
);
const TOKEN =
  /\bu?'((?:[^'\\]|\\.){0,8000})'|\bu?"((?:[^"\\]|\\.){0,8000})"|(?<![\w.])u?'((?:[^'\\]|\\.){0,8000})'|\b(True|False|None)\b/g;

function asJson(text: string): string {
  return text.replace(TOKEN, (_, one?: string, two?: string, three?: string, word?: string) =>
    word === undefined
      ? JSON.stringify((one ?? two ?? three ?? '').replace(/\\(['"\\])/g, '$1'))
      : (WORDS.get(word) ?? word),
  );
}

/** Reads what a Python program printed of the management API's answers, `{u'timeout': 0, u'ssl': False …}`, as the JSON it was. */
export const pythonListing: BlockReader = {
  format: 'Python listing',
  read(lines, from, context) {
    if (!OPENS.test((lines[from]?.text ?? '').slice(0, 200))) return undefined;
    const document = [];
    let depth = 0;
    for (const line of lines.slice(from, from + MOST_LINES)) {
      const text = asJson(line.text.slice(0, LONGEST_LINE));
      document.push({ ...line, text });
      depth += depthChange(text);
      if (depth <= 0) break;
    }
    const read = jsonListing.read(document, 0, context);
    return read && { ...read, next: from + read.next };
  },
};
