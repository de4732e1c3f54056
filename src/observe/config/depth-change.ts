/** By how many levels of brackets and braces a text ends deeper than it began. */
export function depthChange(text: string): number {
  let depth = 0;
  for (const char of text) {
    if (char === '[' || char === '{') depth += 1;
    if (char === ']' || char === '}') depth -= 1;
  }
  return depth;
}
