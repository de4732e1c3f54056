/** What means something in the patterns of Onigmo (Fluent Bit), Rust (Vector) and JavaScript alike. */
const SPECIAL = new Set('\\^.|?*+()[]{}/');

/** What would end a text of the configuration, or begin a variable in it. Any character stands for it. */
const UNWRITABLE = new Set("'$\n\r\t");

type Trie = Map<string, Trie>;

/**
 * One pattern that meets what holds any of these texts, without capturing: they share their beginnings, so that each place of a line is
 * looked at once, not once for each text. Of two where one begins with the other the shorter serves both. Texts are in lower case;
 * the pattern is case-sensitive.
 */
export function literalTrie(literals: Iterable<string>): string {
  const root: Trie = new Map();
  for (const literal of [...literals].toSorted((a, b) => a.length - b.length)) add(root, Array.from(literal));
  return patternOf(root);
}

/** A node without children is the end of a text. */
function add(root: Trie, letters: readonly string[]): void {
  let node = root;
  for (const [i, letter] of letters.entries()) {
    const next = node.get(letter);
    if (next && next.size === 0) return;
    if (next) node = next;
    else {
      const grown: Trie = new Map();
      node.set(letter, grown);
      node = grown;
    }
    if (i === letters.length - 1) node.clear();
  }
}

function patternOf(node: Trie): string {
  let [prefix, at] = ['', node];
  while (at.size === 1)
    for (const [letter, next] of at) {
      prefix += escape(letter);
      at = next;
    }
  if (at.size === 0) return prefix;
  const branches = [...at].map(([letter, next]) => escape(letter) + patternOf(next));
  return `${prefix}(?:${branches.join('|')})`;
}

function escape(letter: string): string {
  if (UNWRITABLE.has(letter)) return '.';
  return SPECIAL.has(letter) ? `\\${letter}` : letter;
}
