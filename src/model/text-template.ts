/**
 * A runbook's text, read: `{name}` and `{name|words for when it is not known}` are blanks, and the words may hold blanks themselves.
 * `[ …]`, an opening bracket before a space or a comma, is left out where a blank in it is not known and has no words of its own.
 */
export type TextPart =
  | { kind: 'words'; words: string }
  | { kind: 'blank'; name: string; fallback: readonly TextPart[] | undefined }
  | { kind: 'optional'; parts: readonly TextPart[] };

/** Reads a template. What only looks like a blank or an optional part, such as `[::]`, is words. */
export function parseText(template: string): TextPart[] {
  return parseUntil(template, 0, '').parts;
}

/** A text with its blanks shown by what stands for them where nothing fills them; a count that nobody knows is several. */
export function unfilled(template: string): string {
  const show = (parts: readonly TextPart[]): string => parts.map(shownUnfilled).join('');
  const shownUnfilled = (part: TextPart): string => {
    if (part.kind === 'words') return part.words;
    if (part.kind === 'optional') return isComplete(part.parts, () => false) ? show(part.parts) : '';
    if (part.fallback) return show(part.fallback);
    return part.name === 'count' ? 'several' : `<${part.name}>`;
  };
  return show(parseText(template));
}

/** Whether each blank of an optional part is known, or has words of its own, or another blank that is known. */
export function isComplete(parts: readonly TextPart[], isKnown: (name: string) => boolean): boolean {
  return parts.every(
    (part) =>
      part.kind !== 'blank' ||
      isKnown(part.name) ||
      (part.fallback !== undefined && isComplete(part.fallback, isKnown)),
  );
}

/** Every blank of a template, those within others too. */
export function blanksIn(parts: readonly TextPart[]): { name: string; hasFallback: boolean }[] {
  return parts.flatMap((part) => {
    if (part.kind === 'words') return [];
    if (part.kind === 'optional') return blanksIn(part.parts);
    return [{ name: part.name, hasFallback: part.fallback !== undefined }, ...blanksIn(part.fallback ?? [])];
  });
}

/** Reads up to one of the characters of `ends`; `closed` is false where none comes. */
function parseUntil(
  text: string,
  from: number,
  ends: string,
): { parts: TextPart[]; end: number; closed: boolean } {
  const parts: TextPart[] = [];
  let at = from;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (ends.includes(character)) return { parts, end: at, closed: true };
    const found =
      character === '{' ? blankAt(text, at) : character === '[' ? optionalAt(text, at) : undefined;
    if (found) parts.push(found.part);
    else addWords(parts, character);
    at = found?.end ?? at + 1;
  }
  return { parts, end: at, closed: ends === '' };
}

function addWords(parts: TextPart[], words: string): void {
  const last = parts.at(-1);
  if (last?.kind === 'words') last.words += words;
  else parts.push({ kind: 'words', words });
}

/** What an optional part begins with; `[::]` and `[{rabbit, …}]` are words. */
const OPENS_OPTIONAL = ' ,;:';

interface Found {
  part: TextPart;
  end: number;
}

function blankAt(text: string, from: number): Found | undefined {
  let end = from + 1;
  while (isAsciiLetter(text[end])) end++;
  const name = text.slice(from + 1, end);
  if (name === '') return undefined;
  if (text[end] === '}') return { part: { kind: 'blank', name, fallback: undefined }, end: end + 1 };
  if (text[end] !== '|') return undefined;
  const { parts: fallback, end: close, closed } = parseUntil(text, end + 1, '}');
  return closed ? { part: { kind: 'blank', name, fallback }, end: close + 1 } : undefined;
}

function optionalAt(text: string, from: number): Found | undefined {
  if (!OPENS_OPTIONAL.includes(text[from + 1] ?? 'x')) return undefined;
  const { parts, end, closed } = parseUntil(text, from + 1, ']');
  return closed && blanksIn(parts).length > 0
    ? { part: { kind: 'optional', parts }, end: end + 1 }
    : undefined;
}

function isAsciiLetter(character: string | undefined): boolean {
  const lower = character?.toLowerCase() ?? '';
  return lower >= 'a' && lower <= 'z' && lower.length === 1;
}
