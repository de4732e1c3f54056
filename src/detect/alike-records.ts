import { SOURCE_FIELDS } from '../model/evidence-source.ts';
import type { FieldValue } from '../model/fields.ts';
import { WHO } from '../model/identity-names.ts';
import type { Observation } from '../model/observation.ts';
import { TOLD_OF_CLIENTS } from './add-hit.ts';
import type { CompiledSignal } from './compile-signals.ts';
import type { Alike, Recallable, TextMatches } from './known-matches.ts';
import { CONTEXT_FIELDS } from './note-context.ts';

/** A signal that a record meets, and the other signals of its runbook that the record meets. */
export interface Met {
  signal: CompiledSignal;
  alsoMeets: readonly string[];
}

/** What a record meets, and the fields by which that is counted. */
interface Counted {
  fields: Record<string, FieldValue>;
  met: readonly Met[];
}

/** What records that are alike meet: always the same, but for signals that ask each text. */
interface MetByAll {
  always: readonly CompiledSignal[];
  asked: readonly CompiledSignal[];
  /** By which of `asked` accept the text. */
  met: Map<string, readonly Met[]>;
  fields: readonly string[];
}

/** Knows what records meet that are alike, so that most of them are counted without being read in full. */
export interface AlikeRecords {
  /** How a record counts; undefined where only reading it in full tells. */
  count(from: Recallable): Counted | undefined;
  /** Takes what a record meets that was read in full. */
  learn(from: Recallable, record: Observation, met: readonly CompiledSignal[]): void;
}

/** Starts with nothing known. `byFields` are signals that are tried on every record. */
export function createAlikeRecords(byFields: readonly CompiledSignal[]): AlikeRecords {
  const known = new WeakMap<Alike, MetByAll | 'differs'>();
  return {
    count(from) {
      const all = known.get(from.alike);
      if (!all || all === 'differs') return undefined;
      const met = metOf(all, from);
      return met && { fields: from.fieldsOf(all.fields), met };
    },
    learn(from, record, met) {
      if (known.has(from.alike)) return;
      const all = metByAll(from.alike, record, from.read().matches, byFields, met);
      known.set(from.alike, all ?? 'differs');
    },
  };
}

function metByAll(
  alike: Alike,
  record: Observation,
  texts: TextMatches,
  byFields: readonly CompiledSignal[],
  met: readonly CompiledSignal[],
): MetByAll | undefined {
  const tried = [...texts.map(({ signal }) => signal), ...byFields];
  if (tried.some(({ asksFields }) => asksFields.some((name) => alike.varies(name)))) return undefined;
  const isOpen = texts.some(
    ({ signal, isAccepted }) => isAccepted === undefined && signal.asksText && signal.acceptsFields(record),
  );
  if (isOpen || !met.some(({ tells }) => tells === 'cause')) return undefined;
  const isCountedByOther = (signal: CompiledSignal) =>
    keyFields(signal).some((name) => alike.capturesOther(signal, name));
  if (met.some(isCountedByOther)) return undefined;
  const asked = byFields.filter((signal) => signal.asksText && signal.acceptsFields(record));
  const fields = new Set([...CONTEXT_FIELDS, ...SOURCE_FIELDS, ...[...met, ...asked].flatMap(keyFields)]);
  return {
    always: met.filter((signal) => !asked.includes(signal)),
    asked,
    met: new Map(),
    fields: [...fields].filter((name) => record.fields[name] !== undefined),
  };
}

/** The fields that distinguish the hits of a signal. */
function keyFields({ per, firstOf }: CompiledSignal): string[] {
  return [...WHO.flat(), ...TOLD_OF_CLIENTS, ...per, ...(firstOf === undefined ? [] : [firstOf])];
}

/** Undefined where a signal throws; that is noted when the record is read in full. */
function metOf({ always, asked, met }: MetByAll, from: Recallable): readonly Met[] | undefined {
  let accepting: readonly CompiledSignal[] = NO_SIGNALS;
  try {
    if (asked.length > 0) accepting = acceptedBy(asked, from.text);
  } catch {
    return undefined;
  }
  const key = accepting.length === 0 ? '' : accepting.map((signal) => signal.key).join();
  let found = met.get(key);
  if (!found) met.set(key, (found = withOthers([...always, ...accepting])));
  return found;
}

function acceptedBy(asked: readonly CompiledSignal[], text: string): readonly CompiledSignal[] {
  return asked.filter((signal) => signal.acceptsText(text));
}

const NO_SIGNALS: readonly CompiledSignal[] = [];

/** Signals that one record meets, each with the names of the others of its runbook. */
export function withOthers(signals: readonly CompiledSignal[]): Met[] {
  return signals.map((signal) => ({ signal, alsoMeets: othersOf(signal, signals) }));
}

function othersOf(signal: CompiledSignal, signals: readonly CompiledSignal[]): readonly string[] {
  const isOther = (other: CompiledSignal) => other !== signal && other.runbook === signal.runbook;
  if (!signals.some(isOther)) return NONE;
  return signals
    .filter(isOther)
    .map(({ name }) => name)
    .toSorted();
}

const NONE: readonly string[] = [];
