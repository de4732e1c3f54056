import type { Recallable } from '../../detect/known-matches.ts';
import { type Bounds, findSlots } from './layout.ts';
import { narrowPlan, planReading, type ReadingPlan, type ReadRecord, readByPlan } from './reading-plan.ts';
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
  read(text: string, line: number): FamiliarRecord | undefined;
  /** Learns from a record that was read in full. */
  learn(read: ReadRecord): void;
}

/** A record as its plan reads it, and what recalls it. */
export interface FamiliarRecord extends ReadRecord {
  recallable: Recallable;
}

interface Known {
  plan: ReadingPlan;
  /** Of each slot the values it held in records that were read, undefined where it may hold any. */
  seen: (Set<string> | undefined)[];
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

function readFamiliar({ plan, bounds }: Known, text: string, line: number): FamiliarRecord | undefined {
  const read = readByPlan(plan, text, bounds, line);
  return read && { ...read, recallable: createRecallable(plan, read) };
}

/** Recalls a record from its text. Several signals keep it, so it is read again once. */
function createRecallable(
  plan: ReadingPlan,
  { text, observation: { at, atMs = 0 } }: ReadRecord,
): Recallable {
  let recalled: ReadRecord | undefined;
  const recall = (): ReadRecord => {
    if (recalled) return recalled;
    const bounds = new Int32Array(2 * plan.layout.isName.length);
    findSlots(plan.layout, text, bounds);
    recalled = readByPlan(plan, text, bounds, at.line);
    if (!recalled) throw new RangeError('a record that was read by a plan is not read by it again');
    return recalled;
  };
  return { at, atMs, recall };
}

function isLike({ plan, seen, bounds }: Known, text: string): boolean {
  if (!findSlots(plan.layout, text, bounds)) return false;
  return seen.every((values, slot) => values === undefined || values.has(slotOf(text, bounds, slot)));
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
  known.plan = plan;
  for (const [slot, values] of seen.entries()) {
    if (values?.add(slotOf(read.text, bounds, slot)).size === VALUES_SEEN) seen[slot] = undefined;
  }
  return true;
}

/** The time is read in each record, so what stands in it may be anything. */
function startKnown(plan: ReadingPlan, bounds: Bounds, text: string): Known {
  const stampAt = positionOf(plan.stamp.at, bounds);
  const seen = plan.layout.isName.map((_, slot) => {
    const isOfStamp =
      (bounds[2 * slot] ?? 0) >= stampAt && (bounds[2 * slot + 1] ?? 0) <= stampAt + plan.stamp.length;
    return isOfStamp ? undefined : new Set([slotOf(text, bounds, slot)]);
  });
  return { plan, seen, bounds, isRefused: false };
}

function slotOf(text: string, bounds: Bounds, slot: number): string {
  return text.slice(bounds[2 * slot], bounds[2 * slot + 1]);
}
