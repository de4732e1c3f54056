/** Ways to set text apart. The renderer names the meaning, the terminal decides how it looks. */
type Tone = 'critical' | 'warning' | 'info' | 'strong' | 'dim' | 'command';

export type Paint = (tone: Tone, text: string) => string;

/** What a text of ours is fitted to. */
export interface Style {
  /** Columns; prose is wrapped there, commands and addresses are not. */
  width: number;
  paint: Paint;
  /** The text of a link to an input (`file`) or an address; the text alone where the terminal offers no links. */
  link: (text: string, to: { file: string } | { url: string }) => string;
}

/** ECMA-48 SGR parameters of each tone. */
const SGR: Record<Tone, string> = {
  critical: '1;31',
  warning: '1;33',
  info: '1;36',
  strong: '1',
  dim: '2',
  command: '32',
};

/** Text as it is. */
export const plain: Paint = (_, text) => text;

/** Text in colour, for terminals. */
export const coloured: Paint = (tone, text) => `\u001b[${SGR[tone]}m${text}\u001b[0m`;

/** Eighty columns of plain text, as in a pipe. */
export const PLAIN: Style = { width: 80, paint: plain, link: (text) => text };

/** Breaks a text at blanks into lines of at most `width` characters; a longer word is cut. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else for (let from = 0; from < word.length; from += width) lines.push(word.slice(from, from + width));
  }
  return lines;
}

/** The same behind a label; further lines stand under the text, not under the label. */
export function hang(label: string, text: string, width: number): string[] {
  const under = ' '.repeat(label.length);
  return wrap(text, width - label.length).map((line, i) => `${i === 0 ? label : under}${line}`);
}
