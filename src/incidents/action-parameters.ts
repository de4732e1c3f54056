import type { AllowedAction } from '../model/allowed-action.ts';
import { BLANK } from '../model/blank.ts';
import { isControl } from '../model/characters.ts';
import type { Diagnosis } from '../model/diagnosis.ts';

const LONGEST_VALUE = 300;
/** What a shell reads as more than text, but for the angle brackets of Erlang's pids and of `client -> server`. */
const OF_SHELLS = ';|&$`"\'\\(){}[]!*?~#';

/** An IPv6 address and its port need brackets, as in `[::ffff:10.0.0.1]:5672`. */
const OF_ADDRESSES = '0123456789abcdefABCDEF:.[]';

/**
 * The parameters of an action with the facts of a diagnosis, of several values the first; or what stands against that: a fact that the
 * evidence does not have, or one that no parameter may hold. Facts come from logs, and a client chooses its own name: where somebody's
 * document hands one to a shell, it must not be a command or an option.
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
    if ('unsafe' in filled)
      return {
        problem: `${name} needs {${filled.unsafe}}, which begins with - or holds a character that shells read as more than text.`,
      };
    if (filled.text.length > LONGEST_VALUE) return { problem: `${name} is too long.` };
    values[name] = filled.text;
  }
  return { values };
}

type Filled = { text: string } | { missing: string } | { unsafe: string };

function fill(template: string, facts: Diagnosis['facts']): Filled {
  let missing: string | undefined;
  let unsafe: string | undefined;
  const text = template.replaceAll(BLANK, (_, name: string, fallback: string | undefined) => {
    const value = Object.hasOwn(facts, name) ? facts[name] : undefined;
    const shown = String((Array.isArray(value) ? value[0] : value) ?? fallback ?? '');
    if (value === undefined && fallback === undefined) missing ??= name;
    if (value !== undefined && !isPlain(shown)) unsafe ??= name;
    return shown;
  });
  if (missing !== undefined) return { missing };
  return unsafe === undefined ? { text } : { unsafe };
}

function isPlain(value: string): boolean {
  if (Array.from(value).every((one) => OF_ADDRESSES.includes(one))) return true;
  return (
    !value.startsWith('-') && !Array.from(value).some((one) => isControl(one) || OF_SHELLS.includes(one))
  );
}
