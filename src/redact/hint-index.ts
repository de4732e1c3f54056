import type { Rule } from './rule.ts';

/** Three characters, five bits each, make a place in the table. */
const PLACES = 1 << 15;
const LONG = 3;

/** A hint and the indices of its rules. */
interface Hint {
  hint: string;
  rules: readonly number[];
}

const NONE: readonly Rule[] = [];

/** Which rules could find something in a text, in one pass over it: those of which a hint occurs. */
export function indexHints(rules: readonly Rule[]): (text: string) => readonly Rule[] {
  const table = new Uint16Array(PLACES);
  const short: Hint[] = [];
  const lists: Hint[][] = [[]];
  for (const [hint, of] of rulesByHint(rules)) {
    if (hint.length < LONG) short.push({ hint, rules: of });
    else {
      const place = placeOf(hint);
      if (table[place] === 0) table[place] = lists.push([]) - 1;
      lists[table[place] ?? 0]?.push({ hint, rules: of });
    }
  }
  return (text) => {
    const found = new Set<number>();
    for (const { hint, rules: of } of short) if (text.includes(hint)) for (const rule of of) found.add(rule);
    let place = 0;
    for (let i = 0; i < text.length; i++) {
      place = ((place << 5) | (FOLDED[text.charCodeAt(i) & 127] ?? 0)) & (PLACES - 1);
      const list = table[place] ?? 0;
      if (list === 0) continue;
      for (const { hint, rules: of } of lists[list] ?? [])
        if (startsWith(text, hint, i - LONG + 1)) for (const rule of of) found.add(rule);
    }
    return found.size === 0 ? NONE : rules.filter((_, i) => found.has(i));
  };
}

function rulesByHint(rules: readonly Rule[]): Map<string, number[]> {
  const byHint = new Map<string, number[]>();
  for (const [i, { hints }] of rules.entries())
    for (const hint of hints) byHint.set(hint, [...(byHint.get(hint) ?? []), i]);
  return byHint;
}

/** Five bits for each character: letters whatever their case, digits, and some marks; the others share one value. */
const FOLDED = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code).toLowerCase();
  const mark = '-_./:'.indexOf(character);
  if (mark >= 0) return 27 + mark;
  return character >= 'a' && character <= 'z' ? character.charCodeAt(0) - 96 : 0;
});

function placeOf(hint: string): number {
  let place = 0;
  for (let i = 0; i < LONG; i++) place = (place << 5) | (FOLDED[hint.charCodeAt(i) & 127] ?? 0);
  return place;
}

/** Whether a lower-case ASCII hint stands at an index, whatever the text's case. */
function startsWith(text: string, hint: string, from: number): boolean {
  for (let i = 0; i < hint.length; i++) {
    const code = text.charCodeAt(from + i);
    const folded = code >= 65 && code <= 90 ? code | 32 : code;
    if (folded !== hint.charCodeAt(i)) return false;
  }
  return true;
}
