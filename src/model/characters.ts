/** Whether a character is a letter; scripts without upper and lower case count as letters as a whole. */
export function isLetter(character: string): boolean {
  if (character < '\u0080')
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
  return character > '\u02ff' || character.toLowerCase() !== character.toUpperCase();
}

/** Whether a character is a decimal digit of ASCII. */
export function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}

/** Whether a character can be part of a word or a name in code: a letter, a digit or an underscore. */
export function isWordPart(character: string): boolean {
  return character === '_' || isDigit(character) || isLetter(character);
}

/** Whether a character is a control character of ASCII. */
export function isControl(character: string): boolean {
  return character < ' ' || character === '\u007f';
}
