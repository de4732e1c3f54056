import type { Line } from '../line.ts';

const PARTIAL = /^\S{20,40} (?:stdout|stderr) P /;
const PIECE = /^\S{20,40} (?:stdout|stderr) [PF] /;
const MAX_JOINED_CHARS = 1_000_000;

/**
 * Joins the pieces into which container runtimes cut long lines: Kubernetes CRI marks all but the last with `P`
 * (kubernetes/design-proposals-archive, kubelet-cri-logging). The joined line keeps the number of its first piece and the verbatim text of all.
 */
export function joinPartials(lines: readonly Line[]): readonly Line[] {
  if (!lines.some((line) => PARTIAL.test(line.text.slice(0, 64)))) return lines;
  const joined: Line[] = [];
  let open: Line | undefined;
  for (const line of lines) {
    const piece = open && PIECE.exec(line.text.slice(0, 64));
    if (open && piece && open.text.length < MAX_JOINED_CHARS) {
      open.text += line.text.slice(piece[0].length);
      open.verbatim += `\n${line.verbatim}`;
    } else {
      open = { ...line };
      joined.push(open);
    }
    if (!PARTIAL.test(line.text.slice(0, 64))) open = undefined;
  }
  return joined;
}
