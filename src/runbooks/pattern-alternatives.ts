import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';

const parser = new RegExpParser({ ecmaVersion: 2025 });

/** A regex with one alternative of one of its groups kept, and the text of that alternative. */
export interface Alternative {
  text: string;
  source: string;
}

/** For every `a|b` in a regex, the same regex with only that alternative left: each must be met by some example. */
export function patternAlternatives(source: string): Alternative[] {
  const plain = source.replaceAll('(?P<', '(?<');
  const found: Alternative[] = [];
  const keepOne = (node: AST.Pattern | AST.Group | AST.CapturingGroup) => {
    if (node.alternatives.length < 2) return;
    const first = node.alternatives[0];
    const last = node.alternatives.at(-1);
    if (!first || !last) return;
    for (const { raw } of node.alternatives) {
      found.push({ text: raw, source: `${plain.slice(0, first.start)}${raw}${plain.slice(last.end)}` });
    }
  };
  visitRegExpAST(parser.parsePattern(plain), {
    onPatternEnter: keepOne,
    onGroupEnter: keepOne,
    onCapturingGroupEnter: keepOne,
  });
  return found;
}
