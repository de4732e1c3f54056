import type { AllowedAction } from '../model/allowed-action.ts';
import { BLANK } from '../model/blank.ts';
import { isControl } from '../model/characters.ts';
import type { Diagnosis } from '../model/diagnosis.ts';

const LONGEST_VALUE = 300;

/**
 * The parameters of an action with the facts of a diagnosis, of several values the first; or what stands against that: a fact that the
 * evidence does not have, or a value that no parameter may be. Facts come from logs, so nothing in them is a command to anybody.
 */
export function actionParameters(
  { parameters }: Pick<AllowedAction, 'parameters'>,
  { facts }: Pick<Diagnosis, 'facts'>,
): { values: Readonly<Record<string, string>> } | { problem: string } {
  const values: Record<string, string> = {};
  for (const [name, template] of Object.entries(parameters)) {
    const filled = fill(template, facts);
    if ('missing' in filled)
      return { problem: `The evidence does not tell {${filled.missing}}, which ${name} needs.` };
    if (filled.text.length > LONGEST_VALUE || Array.from(filled.text).some(isControl))
      return { problem: `${name} is too long, or holds a control character.` };
    values[name] = filled.text;
  }
  return { values };
}

function fill(template: string, facts: Diagnosis['facts']): { text: string } | { missing: string } {
  let missing: string | undefined;
  const text = template.replaceAll(BLANK, (_, name: string, fallback: string | undefined) => {
    const value = Object.hasOwn(facts, name) ? facts[name] : undefined;
    const shown = Array.isArray(value) ? value[0] : value;
    if (shown === undefined && fallback === undefined) missing ??= name;
    return String(shown ?? fallback ?? '');
  });
  return missing === undefined ? { text } : { missing };
}
