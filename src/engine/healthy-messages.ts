import { group } from 'd3-array';
import type { RecordPattern } from '../detect/record-pattern.ts';
import { createTemplatePattern } from '../detect/template-pattern.ts';
import { longestPiece, parseTemplate } from '../model/message-template.ts';

/** So many characters of a template's longest fixed piece are looked up where they stand in a text. */
const LOOKED_UP = 4;

/**
 * Tells whether a text is a message that tells of nothing wrong. There are thousands of them, slow to take apart, and most of what is
 * asked is none: `load` is called at the first text, and a template is tried only where its longest piece stands. `toPattern` makes
 * what tries it. Of a text only the message may be asked for that is at least `share` of it: a sentence says more than what it quotes.
 */
export function createIsHealthy(
  load: () => readonly string[],
  toPattern: (source: string) => RecordPattern = createTemplatePattern,
): (text: string, share?: number) => boolean {
  let known: ReturnType<typeof byPiece> | undefined;
  return (text, share = 0) => {
    const isEnough = (piece: string) => piece.length >= share * text.length;
    known ??= byPiece(load(), toPattern);
    for (let at = 0; at < text.length; at++) {
      const here = known.get(text.slice(at, at + LOOKED_UP)) ?? [];
      if (
        here.some(
          ({ piece, matches }) =>
            isEnough(piece) && text.startsWith(piece, at) && matches(text) !== undefined,
        )
      )
        return true;
    }
    return (known.get('') ?? []).some(
      ({ piece, matches }) => isEnough(piece) && text.includes(piece) && matches(text) !== undefined,
    );
  };
}

/** Templates by the beginning of their longest fixed piece; shorter ones together under the empty text. */
function byPiece(sources: readonly string[], toPattern: (source: string) => RecordPattern) {
  const templates = sources.map((source) => ({
    piece: longestPiece(parseTemplate(source)),
    matches: toPattern(source),
  }));
  return group(templates, ({ piece }) => (piece.length < LOOKED_UP ? '' : piece.slice(0, LOOKED_UP)));
}
