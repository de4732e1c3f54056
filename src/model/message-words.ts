import { isDigit, isLetter } from './characters.ts';

/**
 * The words of a text in lower case. Names in code are taken apart (`SSLHandshakeException` is three words), numbers and what
 * begins with one are left out.
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  let from = 0;
  const take = (to: number) => {
    if (to > from && !isDigit(text.charAt(from))) words.push(text.slice(from, to).toLowerCase());
  };
  for (let i = 0; i < text.length; i++) {
    const isPart = isLetter(text.charAt(i)) || isDigit(text.charAt(i));
    if (!isPart) take(i);
    else if (i > from && beginsWord(text, i)) take(i);
    else continue;
    from = isPart ? i : i + 1;
  }
  take(text.length);
  return words;
}

/** Whether a new word begins within a name: `aB`, and the last capital of `ABc`. */
function beginsWord(text: string, at: number): boolean {
  if (!isUpper(text.charAt(at))) return false;
  const [before, next] = [text.charAt(at - 1), text.charAt(at + 1)];
  return isLetter(before) && (!isUpper(before) || (isLetter(next) && !isUpper(next)));
}

function isUpper(character: string): boolean {
  return character !== character.toLowerCase();
}
