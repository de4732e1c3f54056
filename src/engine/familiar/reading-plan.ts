import type { TextMatches } from '../../detect/known-matches.ts';
import type { FieldValue } from '../../model/fields.ts';
import type { Observation } from '../../model/observation.ts';
import { isYearless } from '../../model/yearless-time.ts';
import { readTime } from '../../observe/times/read-time.ts';
import { type Bounds, findSlots, type Layout, layOut } from './layout.ts';
import { type MatchPlans, narrowMatches } from './match-plan.ts';
import {
  agreedValues,
  narrowAll,
  type Place,
  placeOf,
  planValue,
  positionOf,
  type ValuePlans,
  valuesOf,
} from './value-plan.ts';

/** A record as it was read: its text as given, what was observed, and the patterns that it meets. */
export interface ReadRecord {
  text: string;
  observation: Observation;
  matches: TextMatches;
}

/** How the records of a layout are read. What does not follow from their texts is the same in all of them, as in `example`. */
export interface ReadingPlan {
  layout: Layout;
  example: Observation;
  lines: number;
  /** Where the time stands, how long it was in the example, and by how much the record's own time differs from it. */
  stamp: { at: Place; length: number; offsetMs: number };
  message: readonly (readonly [from: Place, to: Place])[];
  fields: ValuePlans;
  matches: MatchPlans;
}

/** Fields whose values are names that come and go; what others say in words decides how a record is read. */
const NAMING = ['client', 'server', 'host', 'clientName', 'user', 'vhost', 'queue', 'exchange', 'endpoint'];

/** Plans to read records like this one; undefined where more than its text decides how it is read. */
export function planReading(read: ReadRecord): { plan: ReadingPlan; bounds: Bounds } | undefined {
  const { text, observation, matches } = read;
  if (!isPlain(read)) return undefined;
  const names = NAMING.flatMap((name) => observation.fields[name] ?? []).map(String);
  const { layout, bounds } = layOut(text, names);
  const stamp = stampOf(read, bounds);
  const message = messageOf(read, bounds);
  if (!stamp || !message) return undefined;
  const plan = (values: Readonly<Record<string, FieldValue>>): ValuePlans =>
    Object.entries(values).map(([name, value]) => [name, planValue(value, text, bounds)]);
  return {
    plan: {
      layout,
      example: observation,
      lines: text.split('\n').length,
      stamp,
      message,
      fields: plan(observation.fields),
      matches: matches.map((match) => ({ match, captures: plan(match.captures) })),
    },
    bounds,
  };
}

/** Reads a record by its plan, with the same result as in full; undefined where the plan leaves a value open. */
export function readByPlan(
  plan: ReadingPlan,
  text: string,
  bounds: Bounds,
  line: number,
): ReadRecord | undefined {
  const { example } = plan;
  const fields = valuesOf(plan.fields, text, bounds);
  const matches = matchesOf(plan.matches, text, bounds);
  if (!fields || !matches) return undefined;
  const observation = {
    ...example,
    at: { ...example.at, line, endLine: line + plan.lines - 1 },
    atMs: timeBy(plan, text, bounds),
    text: messageBy(plan, text, bounds),
    verbatim: text,
    fields,
  };
  return { text, observation, matches };
}

/** Reads a record again that was read by this plan before: of its observation all but the matches is known. */
export function readAgain(
  { layout, matches: planned }: ReadingPlan,
  observation: Observation,
): Pick<ReadRecord, 'observation' | 'matches'> {
  const text = observation.verbatim;
  const bounds = new Int32Array(2 * layout.isName.length);
  const isVarying = planned.some(({ captures }) => captures.length > 0);
  if (isVarying && !findSlots(layout, text, bounds))
    throw new RangeError('a record that was read by a plan is not read by it again');
  // Copies, since what is found out of a match later holds for this text alone.
  const matches = planned.map(({ match, captures }) => ({
    ...match,
    captures: captures.length === 0 ? match.captures : agreedValues(captures, text, bounds),
  }));
  return { observation, matches };
}

/** The time of a record, in epoch milliseconds. */
export function timeBy({ stamp }: ReadingPlan, text: string, bounds: Bounds): number {
  return (readTime(text, positionOf(stamp.at, bounds))?.atMs ?? 0) + stamp.offsetMs;
}

/** The message of a record. */
function messageBy({ message }: ReadingPlan, text: string, bounds: Bounds): string {
  return message.map(([from, to]) => text.slice(positionOf(from, bounds), positionOf(to, bounds))).join('\n');
}

function matchesOf(
  planned: ReadingPlan['matches'],
  text: string,
  bounds: Bounds,
): ReadRecord['matches'] | undefined {
  const matches: TextMatches[number][] = [];
  for (const { match, captures } of planned) {
    const values = captures.length === 0 ? match.captures : valuesOf(captures, text, bounds);
    if (!values) return undefined;
    matches.push({ ...match, captures: values });
  }
  return matches;
}

/** The plan, by all that a further record of its layout agrees with; undefined where that is read as something else. */
export function narrowPlan(plan: ReadingPlan, read: ReadRecord, bounds: Bounds): ReadingPlan | undefined {
  const { text, observation } = read;
  if (!isPlain(read)) return undefined;
  const fields = narrowAll(plan.fields, observation.fields, text, bounds);
  const matches = narrowMatches(plan.matches, read.matches, text, bounds);
  if (!fields || !matches) return undefined;
  const isSamePlan = fields === plan.fields && matches === plan.matches;
  const next = isSamePlan ? plan : { ...plan, fields, matches };
  const again = readByPlan(next, text, bounds, observation.at.line);
  return again && isSame(again.observation, observation) ? next : undefined;
}

function isPlain({ text, observation }: ReadRecord): boolean {
  return (
    observation.kind === 'log' &&
    observation.form === 'log' &&
    !observation.isAnyLine &&
    observation.verbatim === text &&
    observation.at.lines === undefined
  );
}

function stampOf(
  { text, observation: { atMs } }: ReadRecord,
  bounds: Bounds,
): ReadingPlan['stamp'] | undefined {
  if (atMs === undefined || isYearless(atMs)) return undefined;
  for (let slot = 0; 2 * slot < bounds.length; slot++) {
    const start = bounds[2 * slot] ?? 0;
    const time = readTime(text, start);
    const at = placeOf(start, bounds);
    if (time?.atMs !== undefined && time.shape === 'dated' && at)
      return { at, length: time.end - start, offsetMs: atMs - time.atMs };
  }
  return undefined;
}

/** The message's lines are the ends of the last lines as given. */
function messageOf({ text, observation }: ReadRecord, bounds: Bounds): ReadingPlan['message'] | undefined {
  const message = observation.text.split('\n');
  const given = text.split('\n').slice(-message.length);
  let end = text.length - given.join('\n').length - 1;
  const places = message.flatMap((line, i) => {
    end += 1 + (given[i] ?? '').length;
    const [from, to] = [placeOf(end - line.length, bounds), placeOf(end, bounds)];
    return (given[i] ?? '').endsWith(line) && from && to ? [[from, to] as const] : [];
  });
  return places.length === message.length ? places : undefined;
}

function isSame(one: Observation, other: Observation): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted({ fields, at, ...rest }: Observation): unknown[] {
  return [rest, at, fields].map((part) => Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
