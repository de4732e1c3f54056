import type { Platform } from '../model/platform.ts';
import { PRODUCT_KINDS } from '../model/product-kinds.ts';
import type { Step } from '../model/runbook.ts';
import type { Facts } from './facts.ts';
import { fillBeside, fillBlanks, fillCommand } from './fill-blanks.ts';

/**
 * The steps with their blanks filled in. A variant for the client library or the product takes the step's place: `known` are those that the
 * evidence shows, the most telling first; what is to be done on the platform goes before both. Where a step differs by product alone and this one needs none of its variants, they are left out.
 */
export function fillSteps(
  steps: readonly Step[],
  facts: Facts,
  known: readonly string[],
  platform?: Platform,
): Step[] {
  return steps.map(({ variants = {}, on = {}, ...step }) => {
    const name = known.find((one) => variants[one]);
    const there = platform && on[platform];
    const variant = there ?? (name ? variants[name] : undefined);
    const isDecided =
      there !== undefined ||
      name !== undefined ||
      (known.some(isProduct) && Object.keys(variants).every(isProduct));
    const command = variant ? variant.command : step.command;
    const undo = variant?.undo ?? step.undo;
    return {
      do: fillBlanks(variant?.do ?? step.do, facts),
      ...(command === undefined ? {} : { command: fillCommand(command, facts) }),
      risk: step.risk,
      verify: fillBeside(command, variant?.verify ?? step.verify, facts),
      ...(step.action === undefined ? {} : { action: step.action }),
      ...(undo === undefined ? {} : { undo: fillBeside(command, undo, facts) }),
      ...(isDecided || Object.keys(variants).length === 0 ? {} : { variants: fillVariants(variants, facts) }),
    };
  });
}

function isProduct(name: string): boolean {
  return PRODUCT_KINDS.some(({ product }) => product === name);
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
