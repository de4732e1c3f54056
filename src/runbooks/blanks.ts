import { BLANK } from '../model/blank.ts';
import type { ObservedSignal, Runbook } from '../model/runbook.ts';
import { blanksIn, parseText } from '../model/text-template.ts';

const NAMED_GROUP = /\(\?P?<([a-zA-Z]\w*)>/g;

/** A `{blank}` in one of a runbook's texts, and where that text stands. */
export interface Blank {
  path: readonly PropertyKey[];
  name: string;
}

/** Every blank in the texts that are filled in for a person. */
export function blanksOf(runbook: Runbook): Blank[] {
  const { signals, summary, cause, impact, questions, steps } = runbook;
  return [
    ...Object.entries(signals).flatMap(([name, rule]) => inText(rule.says, ['signals', name, 'says'])),
    ...inTexts({ summary, cause, impact }, []),
    ...questions.flatMap((question, i) => inTexts(question, ['questions', i])),
    ...steps.flatMap(({ variants = {}, ...step }, i) => [
      ...inTexts(step, ['steps', i]),
      ...Object.entries(variants).flatMap(([library, variant]) =>
        inTexts(variant, ['steps', i, 'variants', library]),
      ),
    ]),
  ];
}

/** The facts a signal's patterns capture. */
export function capturesOf(rule: ObservedSignal): string[] {
  return [...(rule.regex ?? [])].flatMap((source) =>
    [...source.matchAll(NAMED_GROUP)].map(([, name = '']) => name),
  );
}

function inTexts(texts: object, path: readonly PropertyKey[]): Blank[] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? inText(text, [...path, key]) : [],
  );
}

function inText(text: string, path: readonly PropertyKey[]): Blank[] {
  const names =
    path.at(-1) === 'command'
      ? [...text.matchAll(BLANK)].map(([, name = '']) => name)
      : blanksIn(parseText(text)).map(({ name }) => name);
  return names.map((name) => ({ path, name }));
}
