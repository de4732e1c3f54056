import type { Step } from '../model/runbook.ts';
import type { Facts } from './facts.ts';
import { fillBlanks, fillCommand } from './fill-blanks.ts';

/** The steps with their blanks filled in. Where the client library is known its variant takes the step's place. */
export function fillSteps(steps: readonly Step[], facts: Facts, libraries: readonly string[]): Step[] {
  return steps.map(({ variants = {}, ...step }) => {
    const library = libraries.find((name) => variants[name]);
    const variant = library ? variants[library] : undefined;
    const command = variant ? variant.command : step.command;
    return {
      do: fillBlanks(variant?.do ?? step.do, facts),
      ...(command === undefined ? {} : { command: fillCommand(command, facts) }),
      risk: step.risk,
      verify: fillBlanks(step.verify, facts),
      ...(step.undo === undefined ? {} : { undo: fillBlanks(step.undo, facts) }),
      ...(library || Object.keys(variants).length === 0 ? {} : { variants: fillVariants(variants, facts) }),
    };
  });
}

function fillVariants(variants: NonNullable<Step['variants']>, facts: Facts): NonNullable<Step['variants']> {
  return Object.fromEntries(
    Object.entries(variants).map(([library, { do: what, command }]) => [
      library,
      {
        do: fillBlanks(what, facts),
        ...(command === undefined ? {} : { command: fillCommand(command, facts) }),
      },
    ]),
  );
}
