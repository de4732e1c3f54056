import { BLANK } from '../model/blank.ts';
import type { ObservedSignal, Runbook } from '../model/runbook.ts';
import { blanksIn, parseText } from '../model/text-template.ts';

const NAMED_GROUP = /\(\?P?<([a-zA-Z]\w*)>/g;

/** A `{blank}` in one of a runbook's texts, and where that text stands. */
export interface Blank {
  path: readonly PropertyKey[];
  name: string;
}

/** A text of a runbook that is filled in for a person, and where it stands; a path that ends with `command` is a command. */
interface Text {
  path: readonly PropertyKey[];
  text: string;
}

/** Every blank in the texts that are filled in for a person. */
export function blanksOf(runbook: Runbook): Blank[] {
  return textsOf(runbook).flatMap(({ path, text }) => inText(text, path));
}

/** The texts that people read, without commands. */
export function proseOf(runbook: Runbook): Text[] {
  return textsOf(runbook).filter(({ path }) => path.at(-1) !== 'command');
}

function textsOf(runbook: Runbook): Text[] {
  const { signals, summary, cause, impact, questions, steps } = runbook;
  return [
    ...Object.entries(signals).map(([name, rule]) => ({ path: ['signals', name, 'says'], text: rule.says })),
    ...inTexts({ summary, cause, impact }, []),
    ...questions.flatMap((question, i) => inTexts(question, ['questions', i])),
    ...steps.flatMap(({ variants = {}, on = {}, ...step }, i) => [
      ...inTexts(step, ['steps', i]),
      ...Object.entries(variants).flatMap(([library, variant]) =>
        inTexts(variant, ['steps', i, 'variants', library]),
      ),
      ...Object.entries(on).flatMap(([platform, variant]) => inTexts(variant, ['steps', i, 'on', platform])),
    ]),
  ];
}

/** The facts a signal's patterns capture. */
export function capturesOf(rule: ObservedSignal): string[] {
  return [...(rule.regex ?? [])].flatMap((source) =>
    [...source.matchAll(NAMED_GROUP)].map(([, name = '']) => name),
  );
}

function inTexts(texts: object, path: readonly PropertyKey[]): Text[] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [{ path: [...path, key], text }] : [],
  );
}

function inText(text: string, path: readonly PropertyKey[]): Blank[] {
  const names =
    path.at(-1) === 'command'
      ? [...text.matchAll(BLANK)].map(([, name = '']) => name)
      : blanksIn(parseText(text)).map(({ name }) => name);
  return names.map((name) => ({ path, name }));
}
