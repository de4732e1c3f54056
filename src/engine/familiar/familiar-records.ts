import { type AlikeValues, alikeValues } from './alike-values.ts';
import { type Bounds, findSlots } from './layout.ts';
import { PlannedRecord } from './planned-record.ts';
import { narrowPlan, planReading, type ReadingPlan, type ReadRecord } from './reading-plan.ts';
import { positionOf } from './value-plan.ts';

/** Layouts that are remembered; those that were used longest ago make room. */
const MOST_LAYOUTS = 64;
/** A slot in which so many values made no difference may hold any other. */
const VALUES_SEEN = 8;

/** Records like those that were read before. */
export interface FamiliarRecords {
  /**
   * Reads a record that differs from earlier ones only where that made no difference, and gives what reads it again; undefined for any
   * other. `line` is the number of its first.
   */
  read(text: string, line: number): PlannedRecord | undefined;
  /** Learns from a record that was read in full. */
  learn(read: ReadRecord): void;
}

interface Known {
  plan: ReadingPlan;
  /** What records have in common that the plan reads, once one was read. */
  alike?: AlikeValues | undefined;
  /** Of each slot the values it held in records that were read, undefined where it may hold any. */
  seen: (Set<string> | undefined)[];
  /** Of each slot which one it repeats, if it is of a further line's time, which may be any as well if it is the record's own. */
  repeats: (number | undefined)[];
  bounds: Bounds;
  /** A record that looked familiar was read as something else, so further ones are read in full. */
  isRefused: boolean;
}

/** Starts with nothing familiar. */
export function createFamiliarRecords(): FamiliarRecords {
  const all: Known[] = [];
  const toFront = (at: number): void => {
    const [known] = all.splice(at, 1);
    if (known) all.unshift(known);
  };
  return {
    read(text, line) {
      const at = all.findIndex((known) => isLike(known, text));
      const known = all[at];
      if (!known || known.isRefused) return undefined;
      if (at > 0) toFront(at);
      return readFamiliar(known, text, line);
    },
    learn(read) {
      const at = all.findIndex((known) => agrees(known, read));
      if (at >= 0) return toFront(at);
      const made = planReading(read);
      if (!made) return;
      all.unshift(startKnown(made.plan, made.bounds, read.text));
      if (all.length > MOST_LAYOUTS) all.pop();
    },
  };
}

function readFamiliar(known: Known, text: string, line: number): PlannedRecord | undefined {
  const { plan, bounds } = known;
  known.alike ??= alikeValues(plan);
  const values = known.alike.read(text, bounds);
  return values && new PlannedRecord({ plan, alike: known.alike }, text, { line, bounds, values });
}

function isLike({ plan, seen, repeats, bounds }: Known, text: string): boolean {
  if (!findSlots(plan.layout, text, bounds)) return false;
  return seen.every((values, slot) => {
    if (values === undefined) return true;
    const [value, repeated] = [slotOf(text, bounds, slot), repeats[slot]];
    return values.has(value) || (repeated !== undefined && slotOf(text, bounds, repeated) === value);
  });
}

/** Whether a record is read as the plan says; if so, the plan knows its values from here on. */
function agrees(known: Known, read: ReadRecord): boolean {
  const { seen, bounds } = known;
  if (!findSlots(known.plan.layout, read.text, bounds)) return false;
  const plan = narrowPlan(known.plan, read, bounds);
  if (!plan) {
    known.isRefused ||= isLike(known, read.text);
    return false;
  }
  if (known.plan !== plan) known.alike = undefined;
  known.plan = plan;
  for (const [slot, values] of seen.entries()) {
    if (values?.add(slotOf(read.text, bounds, slot)).size === VALUES_SEEN) seen[slot] = undefined;
  }
  return true;
}

/** The time is read in each record, so what stands in it may be anything. */
function startKnown(plan: ReadingPlan, bounds: Bounds, text: string): Known {
  const stampAt = positionOf(plan.stamp.at, bounds);
  const stamp = text.slice(stampAt, stampAt + plan.stamp.length);
  const startOf = (slot: number) => bounds[2 * slot] ?? 0;
  const isOfStamp = (slot: number, at: number) =>
    startOf(slot) >= at && (bounds[2 * slot + 1] ?? 0) <= at + stamp.length;
  const slots = plan.layout.isName.map((_, slot) => slot);
  const seen = slots.map((slot) =>
    isOfStamp(slot, stampAt) ? undefined : new Set([slotOf(text, bounds, slot)]),
  );
  const ofStamp = slots.filter((slot) => isOfStamp(slot, stampAt));
  const repeats: Known['repeats'] = [];
  for (const slot of slots) {
    if (isOfStamp(slot, stampAt) || !text.startsWith(stamp, startOf(slot))) continue;
    for (const [nth, repeated] of ofStamp.entries()) repeats[slot + nth] = repeated;
  }
  return { plan, seen, repeats, bounds, isRefused: false };
}

function slotOf(text: string, bounds: Bounds, slot: number): string {
  return text.slice(bounds[2 * slot], bounds[2 * slot + 1]);
}
