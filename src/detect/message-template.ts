const LONGEST_TEMPLATE = 160;
const VARIABLE =
  /"[^"\n]{0,200}"|'[^'\n]{0,200}'|<[^<>\n]{1,80}>|\b[0-9a-f]{8}-[0-9a-f-]{20,40}\b|\b0x[0-9a-f]+\b|\b[0-9a-f]{12,64}\b|[\w.-]+@[\w.-]+|\b\d[\d.:,/T+-]*\b/gi;

/** The shape of a message: its first line with quoted text, addresses, ids and numbers replaced by `<*>`. */
export function messageTemplate(text: string): string {
  const first = text.slice(0, 1024).split('\n', 1)[0] ?? '';
  return first.replaceAll(VARIABLE, '<*>').replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_TEMPLATE);
}
