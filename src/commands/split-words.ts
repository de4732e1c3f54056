const WORD = /(?:"[^"]*"|“[^”]*”|\S)+/g;

/** Words of a command; blanks inside double quotes (straight or curly, as phones write them) part nothing. */
export function splitWords(text: string): string[] {
  return (text.match(WORD) ?? []).map((word) => word.replace(/^(?:"([^"]*)"|“([^”]*)”)$/, '$1$2'));
}
