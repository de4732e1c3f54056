import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HalfopenError } from '../errors.ts';
import { coloured, PLAIN, plain, type Style } from '../render/terminal/text.ts';
import type { Terminal } from './terminal.ts';

const LEAST_WIDTH = 40;
/** Longer lines of prose are hard to read. */
const MOST_WIDTH = 120;

export interface StyleOptions {
  color?: 'auto' | 'always' | 'never';
  width?: string;
}

/**
 * What the terminal offers: columns (`--width`, the terminal's own, $COLUMNS, 80), colours (`--color`, $NO_COLOR, $FORCE_COLOR), and
 * links as OSC 8 sequences where its kind is known to show them. Throws `bad-use` for a width that is none.
 */
export async function terminalStyle(terminal: Terminal, options: StyleOptions): Promise<Style> {
  return {
    width: widthOf(terminal, options),
    paint: isInColour(terminal, options) ? coloured : plain,
    link: (await offersLinks(terminal)) ? hyperlink : PLAIN.link,
  };
}

/** See https://no-color.org and https://force-color.org: a variable that is set and not empty counts, but for FORCE_COLOR=0. */
export function isInColour({ stdout, env }: Terminal, { color = 'auto' }: StyleOptions = {}): boolean {
  if (color !== 'auto') return color === 'always';
  if (env['NO_COLOR']) return false;
  const forced = env['FORCE_COLOR'];
  if (forced) return forced !== '0' && forced !== 'false';
  return stdout.isTTY === true && env['TERM'] !== 'dumb';
}

function widthOf({ stdout, env }: Terminal, { width }: StyleOptions): number {
  if (width === undefined)
    return bounded((stdout.isTTY && stdout.columns) || Number(env['COLUMNS']) || PLAIN.width);
  const columns = Number(width);
  if (Number.isInteger(columns) && columns >= LEAST_WIDTH) return columns;
  throw new HalfopenError({
    code: 'bad-use',
    message: `--width is "${width}", which is not a number of columns.`,
    hint: `Write ${LEAST_WIDTH} or more, e.g. --width 100.`,
  });
}

function bounded(columns: number): number {
  return Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, columns));
}

async function offersLinks({ stdout }: Terminal): Promise<boolean> {
  if (!stdout.isTTY) return false;
  const { createSupportsHyperlinks } = await import('supports-hyperlinks');
  return createSupportsHyperlinks(stdout);
}

/** OSC 8, as the terminals define it: https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda */
function hyperlink(text: string, to: { file: string } | { url: string }): string {
  if ('file' in to && to.file === '-') return text;
  const target = 'file' in to ? pathToFileURL(resolve(to.file)).href : to.url;
  return `\u001b]8;;${target}\u001b\\${text}\u001b]8;;\u001b\\`;
}
