/** A row of a socket table without the bars that some tools draw between columns and the stars people set around a figure. */
export function plainRow(text: string): string {
  const starred = text.includes('**') ? text.replaceAll('**', '') : text;
  if (!starred.includes('|')) return starred;
  return /^\s{0,8}\|?\s{0,8}(?:tcp|udp|proto)\w{0,3}\s{0,12}\|/i.test(starred)
    ? starred.replaceAll('|', ' ').trimEnd()
    : starred;
}
