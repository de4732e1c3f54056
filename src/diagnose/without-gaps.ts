/** A line with one blank between its words, and none around it. */
export function withoutGaps(line: string): string {
  const words = line.replaceAll('\t', ' ').split(' ');
  return words.filter((word) => word.trim() !== '').join(' ');
}
