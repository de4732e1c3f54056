/** Whether a value equals a pattern or, where that ends with `*`, begins with what stands before it. */
export function matchesGlob(pattern: string, value: string): boolean {
  return pattern.endsWith('*') ? value.startsWith(pattern.slice(0, -1)) : value === pattern;
}
