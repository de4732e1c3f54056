/** So many shapes of messages are remembered: more than programs print over and over. */
export const MOST_SHAPES = 4_000;

/** A longer text hardly comes twice in one shape. */
const LONGEST_SHAPE = 2_048;

/**
 * What messages that differ in numbers alone have in common: the text with `0` for each run of digits. A text that holds another has
 * a shape that holds the other's, so what a shape lacks, none of its texts has.
 */
export function shapeOf(text: string): string {
  let shape = '';
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (!isDigitAt(text, at)) continue;
    shape += `${text.slice(from, at)}0`;
    while (isDigitAt(text, at + 1)) at++;
    from = at + 1;
  }
  return shape + text.slice(from);
}

/** Whether a shape is worth remembering. */
export function mayRecur(shape: string): boolean {
  return shape.length <= LONGEST_SHAPE;
}

/** By its code: this is asked of each character of each record. */
function isDigitAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}
