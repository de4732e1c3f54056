import type { Alike } from '../../detect/known-matches.ts';
import type { FieldValue } from '../../model/fields.ts';
import type { Bounds } from './layout.ts';
import type { ReadingPlan } from './reading-plan.ts';
import { agree, constantOf, firstValue, type ValuePlan } from './value-plan.ts';

/** The values of records that one plan reads: which are the same in all, and which follow from each text. */
export interface AlikeValues extends Alike {
  constant: ReadonlyMap<string, FieldValue>;
  /** The names of the other fields. */
  varying: readonly string[];
  /** The values of the other fields in a text; undefined where a value is left open. */
  read(text: string, bounds: Bounds): FieldValue[] | undefined;
}

/** Looks through a plan once for all records that it reads. */
export function alikeValues({ fields, matches }: ReadingPlan): AlikeValues {
  const constant = new Map<string, FieldValue>();
  const varying: (readonly [name: string, plan: ValuePlan])[] = [];
  for (const [name, plan] of fields) {
    const value = constantOf(plan);
    if (value === undefined) varying.push([name, plan]);
    else constant.set(name, value);
  }
  const captured = new Map(matches.map(({ match, captures }) => [match.signal, new Map(captures)]));
  const ofFields = new Map(fields);
  const open = openPlans([...fields, ...matches.flatMap(({ captures }) => captures)].map(([, plan]) => plan));
  return {
    constant,
    varying: varying.map(([name]) => name),
    varies: (field) => !constant.has(field) && ofFields.has(field),
    capturesOther(signal, field) {
      const plan = captured.get(signal)?.get(field);
      return plan !== undefined && JSON.stringify(plan) !== JSON.stringify(ofFields.get(field));
    },
    read(text, bounds) {
      for (const plan of open) if (!agree(plan, text, bounds)) return undefined;
      return varying.map(([, plan]) => firstValue(plan, text, bounds));
    },
  };
}

/** Those that may leave a value open; of equal ones the first. */
function openPlans(plans: readonly ValuePlan[]): ValuePlan[] {
  const several = plans.filter(({ length }) => length > 1);
  return [...new Map(several.map((plan) => [JSON.stringify(plan), plan])).values()];
}
