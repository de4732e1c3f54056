const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('"\\,[]{}');
const NEWLINE = 0x0a;
const SPACE = 0x20;

/** Finds JSON documents that are written in one line: see `createDocumentBreaker`. */
interface DocumentBreaker {
  /** Goes over the bytes from `filled` to `end` that just came. Answers where the line that is unfinished at `filled` starts. */
  take(bytes: Uint8Array, lineStart: number, filled: number, end: number): number;
}

/** Whether a line that starts at a place may be a JSON document: an object, or a list of objects or lists. A log's line may begin with a bracket, too. */
function mayBeDocument(bytes: Uint8Array, start: number): boolean {
  let at = start + 1;
  while (bytes[at] === SPACE) at++;
  if (bytes[start] === OPEN_OBJECT) return bytes[at] === QUOTE;
  return bytes[start] === OPEN_LIST && (bytes[at] === OPEN_OBJECT || bytes[at] === OPEN_LIST);
}

/**
 * Breaks JSON documents that are written in one line of more than so many bytes (`{"logEvents": [{…}, {…}]}`,
 * `{"hits": {"hits": [{…}, …]}}`) into lines: the brackets of their outermost lists and the commas between the elements become newlines,
 * in place, so that each element is a line of JSON. Looks at structure alone.
 */
export function createDocumentBreaker(longestLineBytes: number): DocumentBreaker {
  let breakUp: ((bytes: Uint8Array, from: number, to: number) => void) | undefined;
  return {
    take(bytes, lineStart, filled, end) {
      const newline = bytes.subarray(filled, end).indexOf(NEWLINE);
      const lineEnd = newline === -1 ? end : filled + newline;
      const isWithin = breakUp !== undefined;
      if (lineEnd - lineStart > longestLineBytes && mayBeDocument(bytes, lineStart))
        breakUp ??= startBreaking();
      breakUp?.(bytes, isWithin ? filled : lineStart, lineEnd);
      if (newline !== -1) breakUp = undefined;
      return lineStart + 1 + bytes.subarray(lineStart, filled).lastIndexOf(NEWLINE);
    },
  };
}

/** Starts on one document, which comes in pieces. */
function startBreaking(): (bytes: Uint8Array, from: number, to: number) => void {
  let isInText = false;
  let isEscaped = false;
  let depth = 0;
  /** How deep the outermost open list lies; 0 when none is open. */
  let listDepth = 0;

  function open(byte: number): boolean {
    depth += 1;
    if (byte !== OPEN_LIST || listDepth > 0) return false;
    listDepth = depth;
    return true;
  }

  function close(): boolean {
    const isList = depth === listDepth;
    if (isList) listDepth = 0;
    depth -= 1;
    return isList;
  }

  function breaksAt(byte: number): boolean {
    if (byte === COMMA) return listDepth > 0 && depth === listDepth;
    if (byte === OPEN_LIST || byte === OPEN_OBJECT) return open(byte);
    if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) return close();
    if (byte === QUOTE) isInText = true;
    return false;
  }

  return (bytes, from, to) => {
    for (let at = from; at < to; at++) {
      const byte = bytes[at] as number;
      if (!isInText) {
        if (breaksAt(byte)) bytes[at] = NEWLINE;
      } else if (isEscaped) isEscaped = false;
      else if (byte === BACKSLASH) isEscaped = true;
      else if (byte === QUOTE) isInText = false;
    }
  };
}
