const LONGEST = 200;
/** A comment, an arrow that points at the packet above, a line of dashes, or words in brackets alone on their line. */
const REMARK = /^\s{0,40}(?:#|\/\/|;|--|\*|=|<[-=]|\^|\||!|>>|[([{][^()[\]{}]{1,180}[)\]}]\s*$)/;

/**
 * Whether a line between two packets is what a person wrote there: `# broker restarted here`, `(quiet)`, `^^^ keepalive`. It says
 * nothing of packets that were left out.
 */
export function isRemark(text: string): boolean {
  return text.length <= LONGEST && REMARK.test(text);
}
