import { decodeEntities, isEscaped } from './entities.ts';

/* oxlint-disable no-control-regex -- control characters are what this file removes */
const ESCAPES =
  /\u001b(?:\[[0-9;:?<=>!]{0,64}[ -/]{0,4}[@-~]|\][^\u0007\u001b]{0,2048}(?:\u0007|\u001b\\)?|[@-Z\\^_=>()#%][0-9A-Za-z]?)/g;
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff\u200b]/g;
const SUSPECT = /[\u0000-\u0008\u000a-\u001f\u007f\ufeff\u200b]/;

const TYPOGRAPHIC = /[\u2018\u2019\u201c\u201d\u201e]|\\[*_]/;

/**
 * Removes what a terminal, an editor or a web page added to a line: carriage returns, NUL, CSI and OSC escape codes (ECMA-48,
 * xterm ctlseqs), the `> ` and `\\*` of Markdown, the entities of a page's source; typographic quotes become plain again. Indentation stays, because
 * continuation lines are recognized by it.
 */
export function cleanLine(raw: string): string {
  const text = SUSPECT.test(raw) ? raw.replace(ESCAPES, '').replace(CONTROLS, '').replaceAll('\r', '') : raw;
  const decoded = isEscaped(text) ? decodeEntities(text) : text;
  const plain = TYPOGRAPHIC.test(decoded) ? withPlainMarks(decoded) : decoded;
  const first = plain.charCodeAt(0);
  if (first === 62 || plain.charCodeAt(1) === 62) return withoutQuoteMarks(plain);
  return first === 96 || first === 60 ? withoutMarkup(plain) : plain;
}

/** A fence that was closed up with its first line (```` ```2026-… ````), and the tags of a web page around a line of text. */
const GLUED_FENCE = /^``` ?(?=[[{<\d]|\S+[ :])/;
const TAGS = /^(?:<(?:pre|code|samp|td|span)(?: [^<>]{0,200})?>){1,4}/i;
const END_TAGS = /(?:<\/(?:pre|code|samp|td|span)>|<br ?\/?>){1,4}\s*$/i;

function withoutMarkup(text: string): string {
  const opening = GLUED_FENCE.exec(text) ?? TAGS.exec(text);
  const inner = opening ? text.slice(opening[0].length).replace(/```$/, '').replace(END_TAGS, '') : '';
  return inner.trim() === '' ? text : inner;
}

function withPlainMarks(text: string): string {
  return text
    .replaceAll(/[\u2018\u2019]/g, "'")
    .replaceAll(/[\u201c\u201d\u201e]/g, '"')
    .replaceAll(/\\([*_])/g, '$1');
}

function withoutQuoteMarks(text: string): string {
  let from = 0;
  for (let depth = 0; depth < 5; depth++) {
    const at = text[from] === ' ' ? from + 1 : from;
    if (text[at] !== '>') break;
    if (text[at + 1] === ' ') from = at + 2;
    else if (at + 1 === text.length || text[at + 1] === '>') from = at + 1;
    else break;
  }
  return text.slice(from);
}
