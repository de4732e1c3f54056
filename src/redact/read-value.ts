/** Where a value lies in a text: from its first character to behind its last, without its quotes. */
export interface Value {
  start: number;
  end: number;
  isQuoted: boolean;
}

/** What may stand between a separator and a value: Erlang's and AMQP's type tags, wrappers of a language, a YAML block's mark. */
const TAG =
  /(?:\{?(?:longstr|encrypted|plaintext)\s{0,40},\s{0,40}|(?:Optional\[|Some\(|String\()|[|>][+-]?[ \t]{0,9}\r?\n[ \t]{1,99})/y;

/** Ways to quote, each with what may stand inside. A closing quote may be missing, where a text was cut. */
const QUOTED: readonly (readonly [open: RegExp, inside: RegExp])[] = [
  // An Erlang binary or string as numbers: <<104,117>> or [104,117].
  [/(?:<<|\[)(?=\d{1,3}\s{0,9},)/y, /[\d,\s]+/y],
  // JSON inside a string: \"…\".
  [/(?:<<)?\\{1,7}"/y, /(?:[^"\\\n]|\\+(?!["\\]))+/y],
  [/(?:<<)?"/y, /(?:[^"\\\n]|\\.|"")+/y],
  [/'/y, /(?:[^'\\\n]|\\.|'')+/y],
  [/`/y, /[^`\n]+/y],
];

/**
 * A value without quotes ends at white space, at a quote, and at a comma or bracket behind which something else begins.
 * Passwords hold such characters too, so each ends the value only there.
 */
const BARE =
  /(?:[^\s"'`,;&|<>)\]}\\%]|["'](?=\w)|[,;&|](?!\s|$|amp;|["'{[<]|[\w.-]{1,40}[ \t]?[=:])|[>)\]}](?!\s|$|[,;.:>)\]}"'])|<(?!\/)|\\(?![nrt"'\\])|%(?!26))+/y;

/** The value that begins at an index; undefined if there is none. */
export function readValue(text: string, from: number): Value | undefined {
  const start = from + lengthAt(TAG, text, from);
  for (const [open, inside] of QUOTED) {
    const opened = lengthAt(open, text, start);
    if (opened > 0) return span(start + opened, lengthAt(inside, text, start + opened), true);
  }
  return span(start, lengthAt(BARE, text, start), false);
}

function span(start: number, length: number, isQuoted: boolean): Value | undefined {
  return length === 0 ? undefined : { start, end: start + length, isQuoted };
}

/** How long a sticky pattern's match at an index is; 0 without one. */
function lengthAt(pattern: RegExp, text: string, index: number): number {
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0].length ?? 0;
}
