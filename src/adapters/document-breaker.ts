const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('"\\,[]{}');
const NEWLINE = 0x0a;

/** Reads one JSON document that comes in pieces. */
export interface DocumentBreaker {
  /** Goes over the next bytes of the document. */
  write(bytes: Uint8Array, from: number, to: number): void;
}

const SPACE = 0x20;

/** Whether a line that starts at a place may be a JSON document: an object, or a list of objects or lists. A log's line may begin with a bracket, too. */
export function mayBeDocument(bytes: Uint8Array, start: number): boolean {
  let at = start + 1;
  while (bytes[at] === SPACE) at++;
  if (bytes[start] === OPEN_OBJECT) return bytes[at] === QUOTE;
  return bytes[start] === OPEN_LIST && (bytes[at] === OPEN_OBJECT || bytes[at] === OPEN_LIST);
}

/**
 * Breaks a JSON document that is written in one line (`{"logEvents": [{…}, {…}]}`, `{"hits": {"hits": [{…}, …]}}`) into lines: the
 * brackets of its outermost lists and the commas between their elements become newlines, in place, so that each element is a line of
 * JSON. Looks at structure alone; what is no JSON comes out with some commas or brackets less.
 */
export function createDocumentBreaker(): DocumentBreaker {
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

  return {
    write(bytes, from, to) {
      for (let at = from; at < to; at++) {
        const byte = bytes[at] as number;
        if (!isInText) {
          if (breaksAt(byte)) bytes[at] = NEWLINE;
        } else if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) isInText = false;
      }
    },
  };
}
