import type { FieldValue } from '../../model/fields.ts';
import type { Bounds } from './layout.ts';

/** A place in every text of a layout: so many characters behind the end of a slot, or behind the beginning where `slot` is -1. */
export interface Place {
  slot: number;
  behind: number;
}

/** Some way in which a value may follow from a text. */
type Way =
  | { is: 'constant'; value: FieldValue }
  | { is: 'piece'; from: Place; to: Place }
  | { is: 'number'; from: Place; to: Place; times: number };

/** All ways in which a value may follow from the texts of a layout; those that did not hold for a text that was read are gone. */
export type ValuePlan = readonly Way[];

/** Plans of values that have names. */
export type ValuePlans = readonly (readonly [name: string, plan: ValuePlan])[];

/** Where a place lies in a text. */
export function positionOf({ slot, behind }: Place, bounds: Bounds): number {
  return behind + (slot < 0 ? 0 : (bounds[2 * slot + 1] ?? 0));
}

/** The place of a position; undefined within a slot, which may be longer in another text. */
export function placeOf(position: number, bounds: Bounds): Place | undefined {
  let slot = bounds.length / 2 - 1;
  while (slot >= 0 && (bounds[2 * slot + 1] ?? 0) > position) slot--;
  const nextStart = bounds[2 * (slot + 1)] ?? Infinity;
  const place = { slot, behind: 0 };
  place.behind = position - positionOf(place, bounds);
  return position <= nextStart ? place : undefined;
}

/** Plans a value that was read from a text. */
export function planValue(value: FieldValue, text: string, bounds: Bounds): ValuePlan {
  const constant: Way = { is: 'constant', value };
  if (typeof value === 'boolean' || value === '') return [constant];
  return [
    ...(typeof value === 'string' ? pieces(value, text, bounds) : numbers(value, text, bounds)),
    constant,
  ];
}

/** The ways that hold for a further text. Where none is left, its value does not follow as that of the others does. */
function narrow(plan: ValuePlan, value: FieldValue, text: string, bounds: Bounds): ValuePlan {
  return plan.filter((way) => valueBy(way, text, bounds) === value);
}

/** The value that all texts give which leave none open. */
export function constantOf(plan: ValuePlan): FieldValue | undefined {
  return plan.find((way) => way.is === 'constant')?.value;
}

/** The value that a text gives, provided that the ways agree. */
export function firstValue([way]: ValuePlan, text: string, bounds: Bounds): FieldValue {
  return way ? valueBy(way, text, bounds) : '';
}

/** Whether all ways give a text the same value: where they do not, only reading it in full shows which holds. */
export function agree(plan: ValuePlan, text: string, bounds: Bounds): boolean {
  const value = constantOf(plan) ?? firstValue(plan, text, bounds);
  return plan.every((way) => gives(way, value, text, bounds));
}

function gives(way: Way, value: FieldValue, text: string, bounds: Bounds): boolean {
  if (way.is !== 'piece' || typeof value !== 'string') return valueBy(way, text, bounds) === value;
  const from = positionOf(way.from, bounds);
  return positionOf(way.to, bounds) - from === value.length && text.startsWith(value, from);
}

function valueBy(way: Way, text: string, bounds: Bounds): FieldValue {
  if (way.is === 'constant') return way.value;
  const piece = text.slice(positionOf(way.from, bounds), positionOf(way.to, bounds));
  return way.is === 'piece' ? piece : Number(piece) * way.times;
}

function pieces(value: string, text: string, bounds: Bounds): Way[] {
  const ways: Way[] = [];
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    const [from, to] = [placeOf(at, bounds), placeOf(at + value.length, bounds)];
    if (from && to) ways.push({ is: 'piece', from, to });
  }
  return ways;
}

/** By what a number in a text is multiplied to be in the unit of a field: of time, of size, of share. */
const MULTIPLES: ReadonlySet<number> = new Set([
  ...[1, 60, 3_600, 86_400].flatMap((seconds) => [seconds, seconds * 1_000, seconds / 1_000]),
  1_024,
  1_024 ** 2,
  1_024 ** 3,
  1e6,
  1e9,
  1e-6,
  1e-9,
  100,
  0.01,
]);

/** Whole and decimal numbers in the text of which the value is a multiple, as 60 s are of 1 min. */
function numbers(value: number, text: string, bounds: Bounds): Way[] {
  const ways: Way[] = [];
  for (let slot = 0; 2 * slot < bounds.length; slot++) {
    const [start, end] = [bounds[2 * slot] ?? 0, bounds[2 * slot + 1] ?? 0];
    const isDecimal = text[end] === '.' && bounds[2 * slot + 2] === end + 1;
    for (const last of isDecimal ? [end, bounds[2 * slot + 3] ?? end] : [end]) {
      const [from, to] = [placeOf(start, bounds), placeOf(last, bounds)];
      const times = value / Number(text.slice(start, last));
      if (from && to && MULTIPLES.has(times)) ways.push({ is: 'number', from, to, times });
    }
  }
  return ways;
}

/** The values of a record by their plans; undefined where one is left open. */
export function valuesOf(
  plans: ValuePlans,
  text: string,
  bounds: Bounds,
): Record<string, FieldValue> | undefined {
  const values: Record<string, FieldValue> = {};
  for (const [name, plan] of plans) {
    if (!agree(plan, text, bounds)) return undefined;
    values[name] = firstValue(plan, text, bounds);
  }
  return values;
}

/** The same of a record whose values are known to be left open by none. */
export function agreedValues(plans: ValuePlans, text: string, bounds: Bounds): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = {};
  for (const [name, plan] of plans) values[name] = firstValue(plan, text, bounds);
  return values;
}

/** The plans, by all that the values of a further record agree with; undefined where it has others. */
export function narrowAll(
  plans: ValuePlans,
  values: Readonly<Record<string, FieldValue>>,
  text: string,
  bounds: Bounds,
): ValuePlans | undefined {
  const left = plans.flatMap(([name, plan]) => {
    const value = values[name];
    const ways = value === undefined ? [] : narrow(plan, value, text, bounds);
    return ways.length === 0 ? [] : [[name, ways] as const];
  });
  if (left.length !== plans.length || plans.length !== Object.keys(values).length) return undefined;
  return left.every(([, ways], i) => ways.length === plans[i]?.[1].length) ? plans : left;
}
