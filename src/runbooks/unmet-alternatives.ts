import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';
import { RE2JS } from 're2js';
import type { Runbook } from '../model/runbook.ts';

/** The fixed texts, patterns and alternatives within patterns that none of the record texts meets, as a person would name them. */
export function unmetAlternatives(runbook: Runbook, recordTexts: readonly string[]): string[] {
  const lower = recordTexts.map((text) => text.toLowerCase());
  return Object.entries(runbook.signals).flatMap(([name, rule]) => {
    if (!('on' in rule)) return [];
    const texts = (rule.text ?? []).filter(
      (text) => !lower.some((record) => record.includes(text.toLowerCase())),
    );
    const regexes = (rule.regex ?? []).flatMap((source) => unmetIn(source, recordTexts));
    return [...texts.map((text) => `"${text}"`), ...regexes].map((pattern) => `${pattern} of signal ${name}`);
  });
}

function unmetIn(source: string, recordTexts: readonly string[]): string[] {
  const meets = (pattern: string) => {
    const regex = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE | RE2JS.MULTILINE);
    return recordTexts.some((text) => regex.matcher(text).find());
  };
  if (!meets(source)) return [`/${source}/`];
  return patternAlternatives(source)
    .filter((alternative) => !meets(alternative.source))
    .map(({ text }) => `alternative "${text}" of /${source}/`);
}

const parser = new RegExpParser({ ecmaVersion: 2025 });

/** A regex with one alternative of one of its groups kept, and the text of that alternative. */
interface Alternative {
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
