import type { Line } from '../line.ts';
import type { Figure } from './figure-names.ts';

/** Commands that print what is in use of something limited, or the limit, as a bare number. */
const COMMANDS: readonly { command: RegExp; figure: Figure }[] = [
  {
    command: /\b(?:ls|find)\b.{0,60}\/proc\/[^\s|]{1,60}\/fd\b.{0,80}\bwc -l/,
    figure: { resource: 'descriptors', side: 'used', product: '' },
  },
  {
    command: /(?:^|[$#>] ?)ulimit -[HS]{0,2}n\s*$/,
    figure: { resource: 'descriptors', side: 'limit', product: '' },
  },
  {
    command: /\bcount\(\s?(?:\*|1)\s?\)\s.{0,40}\bfrom pg_stat_activity\s?;/i,
    figure: { resource: 'connections', side: 'used', product: 'postgresql' },
  },
];

const MENTIONED = /\/fd\b|ulimit|pg_stat_activity/;
/** psql prints a heading and a rule before the number. */
const WITHIN_LINES = 3;
const BEFORE_NUMBER = /^\s*(?:count|[-+|]{3,60})?\s*$/i;
/** Of several commands on one line nobody knows whose number is the first. */
const SEVERAL = /[;&].*\b(?:ulimit|wc -l)\b|\b(?:ulimit|wc -l)\b.*[;&]/;

/** The figure that a command on this line prints as a bare number on one of the next lines, with nothing else between. */
export function figureBelow(lines: readonly Line[], index: number): (Figure & { value: number })[] {
  const text = (lines[index]?.text ?? '').slice(0, 600);
  if (!MENTIONED.test(text) || SEVERAL.test(text)) return [];
  const asked = COMMANDS.find(({ command }) => command.test(text));
  const below = lines.slice(index + 1, index + 1 + WITHIN_LINES).map((line) => line.text.slice(0, 80));
  const printed = below.find((line) => !BEFORE_NUMBER.test(line));
  const number = /^\s{0,20}(\d{1,9})\s*$/.exec(printed ?? '')?.[1];
  return asked && number !== undefined ? [{ ...asked.figure, value: Number(number) }] : [];
}
