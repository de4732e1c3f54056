import type { Observation } from '../model/observation.ts';
import { rememberRecent } from '../remember-recent.ts';
import type { CompiledSignal } from './compile-signals.ts';

/** Sets of fields that are remembered: records of one log have a few. */
const MOST_SETS = 1_000;

/** Says of a record which signals are worth trying on its fields: all but those that ask for a field which it lacks, in their order. */
export type TriedOnFields = (record: Pick<Observation, 'fields'>) => readonly CompiledSignal[];

/** Sorts signals by a field without which each accepts no record; most ask for one. */
export function createTriedOnFields(signals: readonly CompiledSignal[]): TriedOnFields {
  const known = rememberRecent<string, readonly CompiledSignal[]>(MOST_SETS);
  return ({ fields }) => {
    let names = '';
    for (const name in fields) names += `${name} `;
    let tried = known.get(names);
    if (!tried) {
      tried = signals.filter(
        ({ needsField }) => needsField === undefined || fields[needsField] !== undefined,
      );
      if (Object.values(fields).every((value) => value !== undefined)) known.set(names, tried);
    }
    return tried;
  };
}
