/**
 * What a record that was read has in common with others that differ in numbers and names alone: fixed pieces with slots between them.
 * `fixed` has one more member than there are slots; a slot that `isName` takes letters, too.
 */
export interface Layout {
  fixed: readonly string[];
  isName: readonly boolean[];
  /** The longest of the fixed pieces: most other texts lack it, and begin like this one for long. */
  longest: string;
}

/** Where the slots of a layout lie in one text: of slot i from `[2 * i]` to `[2 * i + 1]`. */
export type Bounds = Int32Array;

/**
 * Lays a text out: each run of digits is a slot, and each word within one of the `names`. Answers where they lie, too.
 */
export function layOut(text: string, names: readonly string[]): { layout: Layout; bounds: Bounds } {
  const named = placesOf(text, names);
  const fixed: string[] = [];
  const isName: boolean[] = [];
  const bounds: number[] = [];
  let from = 0;
  const add = (start: number, end: number, name: boolean) => {
    fixed.push(text.slice(from, start));
    isName.push(name);
    bounds.push(start, end);
    from = end;
  };
  for (let at = 0; at < text.length; ) {
    const end = wordEnd(text, at);
    if (end > at && named(at, end) && hasLetter(text, at, end)) add(at, end, true);
    else for (const [start, last] of digitRuns(text, at, end)) add(start, last, false);
    at = Math.max(end, at + 1);
  }
  fixed.push(text.slice(from));
  const longest = fixed.reduce((most, one) => (one.length > most.length ? one : most), '');
  return { layout: { fixed, isName, longest }, bounds: Int32Array.from(bounds) };
}

/** Puts into `bounds` where the slots lie in a text; false where it is laid out otherwise. */
export function findSlots({ fixed, isName, longest }: Layout, text: string, bounds: Bounds): boolean {
  if (!text.includes(longest)) return false;
  let at = 0;
  for (let slot = 0; slot < isName.length; slot++) {
    const piece = fixed[slot] ?? '';
    if (!text.startsWith(piece, at)) return false;
    at += piece.length;
    const end = isName[slot] ? wordEnd(text, at) : digitsEnd(text, at);
    if (end === at) return false;
    bounds[2 * slot] = at;
    bounds[2 * slot + 1] = end;
    at = end;
  }
  const last = fixed.at(-1) ?? '';
  return at + last.length === text.length && text.endsWith(last);
}

/** Says of a word whether it lies within one of the names, wherever they stand. */
function placesOf(text: string, names: readonly string[]): (start: number, end: number) => boolean {
  const places: [start: number, end: number][] = [];
  for (const name of names) {
    if (name === '') continue;
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
      places.push([at, at + name.length]);
  }
  return (start, end) => places.some(([from, to]) => from <= start && end <= to);
}

function* digitRuns(text: string, from: number, to: number): Generator<[start: number, end: number]> {
  for (let at = from; at < to; at++) {
    const end = digitsEnd(text, at);
    if (end === at) continue;
    yield [at, end];
    at = end;
  }
}

function digitsEnd(text: string, from: number): number {
  let at = from;
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
}

function wordEnd(text: string, from: number): number {
  let at = from;
  while (isOfWord(text.charCodeAt(at))) at++;
  return at;
}

function hasLetter(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isLetter(text.charCodeAt(at))) return true;
  return false;
}

/** What names of hosts, clients, users and queues are made of: letters, digits, `-`, `.`, `@`, `_`. */
function isOfWord(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === 45 || code === 46 || code === 64 || code === 95;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
