/** Reads an option that may be given several times. */
export function repeat(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
