import { decodeHTMLStrict } from 'entities/decode';

const ENTITY = /&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});/g;

/** What a web page escapes, and the characters that it never leaves as they are. */
const ESCAPED = /&(?:quot|lt|gt|#34|#x22|#60|#62);/;
const PLAIN = /["<>]/;

/** Decodes the entities of HTML, which stay in what was copied from the source of a page. */
export function decodeEntities(text: string): string {
  return text.includes('&') ? text.replace(ENTITY, decodeEntity) : text;
}

/** Whether all of a line is escaped as in the source of a page: then rows, captures and documents are, too. */
export function isEscaped(line: string): boolean {
  return line.includes('&') && ESCAPED.test(line) && !PLAIN.test(line);
}

function decodeEntity(entity: string): string {
  const decoded = decodeHTMLStrict(entity);
  if (decoded === '\u00a0') return ' ';
  // Control characters would break the line; halves of surrogate pairs mean nothing.
  return /[\p{Cc}\ufffd]/u.test(decoded) ? entity : decoded;
}
