/** Ways to set text apart. The renderer names the meaning, the terminal decides how it looks. */
type Tone = 'critical' | 'warning' | 'info' | 'strong' | 'dim' | 'command';

export type Paint = (tone: Tone, text: string) => string;

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
