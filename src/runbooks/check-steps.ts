import { BLANK } from '../model/blank.ts';
import type { Runbook, Step } from '../model/runbook.ts';

type Report = (path: readonly PropertyKey[], message: string) => void;
type Texts = Pick<Step, 'do' | 'command'> & Partial<Pick<Step, 'verify' | 'undo'>>;

/** What stands beside a command and is read with it. */
const BESIDE = ['verify', 'undo'] as const;

/** Refuses texts that do not fit the command they stand beside: its values by another name, or another command's output. */
export function checkSteps({ steps }: Runbook, report: Report): void {
  steps.forEach((step, i) => {
    checkValues(step, ['steps', i], report);
    for (const key of ['variants', 'on'] as const) {
      for (const [name, variant] of Object.entries<Texts>(step[key] ?? {})) {
        const path = ['steps', i, key, name];
        checkValues(variant, path, report);
        checkTakenOver(step, variant, path, report);
      }
    }
  });
}

/** `clear_policy -p VHOST` beside a command that has the virtual host: a person who types it has to look the value up. */
function checkValues({ command = '', ...texts }: Texts, path: readonly PropertyKey[], report: Report): void {
  for (const [blank, name = ''] of command.matchAll(BLANK)) {
    for (const key of BESIDE) {
      const word = name.toUpperCase();
      if (wordsOf(withoutBlanks(texts[key] ?? '')).has(word))
        report(
          [...path, key],
          `"${word}" stands for what the command beside it has. Write ${blank}, as there.`,
        );
    }
  }
}

/** A variant that says nothing of its own takes over what was written for the step's command. */
function checkTakenOver(step: Texts, variant: Texts, path: readonly PropertyKey[], report: Report): void {
  const command = withoutBlanks(step.command ?? '');
  const own = wordsOf(`${variant.do} ${variant.command ?? ''}`);
  const names = [...wordsOf(command)].filter((word) => isNameIn(word, command) && !own.has(word));
  for (const key of BESIDE) {
    const taken = variant[key] === undefined ? wordsOf(withoutBlanks(step[key] ?? '')) : new Set<string>();
    const foreign = names.find((word) => taken.has(word));
    if (foreign !== undefined)
      report(
        path,
        `has no ${key}, and takes over the step's, which speaks of "${foreign}" of another command. Give it one of its own.`,
      );
  }
}

/** Words that only the command gives a meaning: what is run, and names such as `nr_throttled`. */
function isNameIn(word: string, command: string): boolean {
  return word.includes('_') || command.startsWith(`${word} `);
}

function withoutBlanks(text: string): string {
  return text.replaceAll(BLANK, ' ');
}

function wordsOf(text: string): Set<string> {
  const words = new Set<string>();
  let word = '';
  for (const one of `${text} `) {
    const isPart = one === '_' || one === '-' || one.toLowerCase() !== one.toUpperCase();
    if (isPart) word += one;
    else if (word !== '') {
      words.add(word);
      word = '';
    }
  }
  return words;
}
