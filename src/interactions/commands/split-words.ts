/** Quoted parts are bounded: text full of opening quotes is still read in no time. */
const WORD = /(?:"[^"]{0,500}"|“[^”]{0,500}”|\S)+/g;

/** Words of a command; blanks inside double quotes (straight or curly, as phones write them) part nothing. */
export function splitWords(text: string): string[] {
  return (text.match(WORD) ?? []).map((word) => word.replace(/^(?:"([^"]*)"|“([^”]*)”)$/, '$1$2'));
}
