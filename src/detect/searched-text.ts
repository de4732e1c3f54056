const LONGEST_TEXT = 16_384;
const TAIL_CHARS = 4_096;

/** The part of a record that patterns look at: all of it up to 16 Ki characters, else its first 12 Ki and its last 4 Ki, where traces name their cause. */
export function searchedText(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  return `${text.slice(0, LONGEST_TEXT - TAIL_CHARS - 1)}\n${text.slice(-TAIL_CHARS)}`;
}
