import { RE2JS } from 're2js';
import type { Runbook } from '../model/runbook.ts';
import { patternAlternatives } from './pattern-alternatives.ts';

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
