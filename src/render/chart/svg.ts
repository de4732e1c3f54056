import { redact } from '../../redact/redact.ts';
import { printable } from '../clean.ts';
import { PALETTE } from './palette.ts';

/** Advance of a character in em: DejaVu Sans' digits are 0.64 wide, most letters less, its widest Latin letters about 1. */
const WIDE = /[MWmw@%—…→\u2e80-\uffff\u{10000}-\u{10ffff}]/u;
const NARROW = /[ijlIftr.,:;'|!()[\] /-]/;

export interface TextStyle {
  size: number;
  anchor?: 'start' | 'middle' | 'end';
  colour?: string;
  /** Drawn over marks, with an outline in the panel's colour. */
  rimmed?: boolean;
}

/** Coordinates with two decimals: finer detail is invisible, and the same bytes come out everywhere. */
export function px(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** About how wide a text is, in pixels at a font size. Overestimates rather than underestimates. */
export function widthOf(text: string, size: number): number {
  let em = 0;
  for (const character of text) em += WIDE.test(character) ? 1.02 : NARROW.test(character) ? 0.42 : 0.67;
  return em * size;
}

/** Cleaned text, cut to at most `width` pixels. */
export function fitted(text: string, size: number, width: number): string {
  const characters = Array.from(clean(text));
  if (widthOf(characters.join(''), size) <= width) return characters.join('');
  while (characters.length > 0 && widthOf(`${characters.join('')}…`, size) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

/** Text as an SVG element, escaped. */
export function textAt(
  x: number,
  y: number,
  text: string,
  { size, anchor = 'start', colour = PALETTE.text, rimmed = false }: TextStyle,
): string {
  const rim = rimmed
    ? ` stroke="${PALETTE.panel}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"`
    : '';
  return `<text x="${px(x)}" y="${px(y)}" font-size="${size}" text-anchor="${anchor}" fill="${colour}"${rim}>${escapeXml(text)}</text>`;
}

/** A straight line. */
export function lineAt(x1: number, y1: number, x2: number, y2: number, colour: string): string {
  return `<line x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}" stroke="${colour}" stroke-width="1"/>`;
}

/** One line of text: no control characters, lone surrogates or non-characters, which XML forbids, and no secrets. */
export function clean(text: string): string {
  return printable(redact(text.toWellFormed()))
    .replaceAll(/[\ufffe\uffff]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function escapeXml(text: string): string {
  return clean(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
