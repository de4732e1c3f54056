import lines from './printed-lines.json' with { type: 'json' };

/** Lines of catalogued messages that look as if a person wrote them, or like code, as templates: the first ones of their messages, and further ones. */
export interface PrintedLines {
  first: readonly string[];
  further: readonly string[];
}

/** What `npm run failures` found in knowledge/messages/. */
export const PRINTED_LINES: PrintedLines = lines;
