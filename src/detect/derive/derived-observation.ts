import type { FieldValue, ObservationKind } from '../../model/fields.ts';
import type { Observation } from '../../model/observation.ts';

/**
 * Makes a derived observation that stands on a row: same place, role, machine, time and lines, other fields. Undefined fields are dropped.
 * Where it tells of the row's own state, the level of the row is its level too. Derived again with the same fields it is the same
 * object, so that what was made of it need not be made again: a look at a machine seldom changes what others show at most.
 */
export function derivedObservation(
  kind: ObservationKind,
  row: Observation,
  drafted: Record<string, FieldValue | undefined>,
): Observation {
  const fields: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(drafted)) {
    if (value !== undefined && value !== '') fields[name] = value;
  }
  const known = lastOf.get(row) ?? new Map<string, Observation>();
  lastOf.set(row, known);
  const key = `${kind} ${fields['state'] ?? fields['resource'] ?? ''}`;
  const last = known.get(key);
  if (last && areEqual(last.fields, fields)) return last;
  const made = standingOn(row, kind, fields);
  known.set(key, made);
  return made;
}

/** By the row that it stands on, what was derived last of each kind and state. */
const lastOf = new WeakMap<Observation, Map<string, Observation>>();

function areEqual(some: Observation['fields'], others: Observation['fields']): boolean {
  const names = Object.keys(some);
  return names.length === Object.keys(others).length && names.every((name) => some[name] === others[name]);
}

function standingOn(row: Observation, kind: ObservationKind, fields: Observation['fields']): Observation {
  return {
    kind,
    at: row.at,
    ...(row.role === undefined ? {} : { role: row.role }),
    ...(row.machine === undefined ? {} : { machine: row.machine }),
    ...(row.atMs === undefined ? {} : { atMs: row.atMs }),
    text: row.text,
    verbatim: row.verbatim,
    fields,
    ...(fields['state'] === row.fields['state'] ? { standsFor: row } : {}),
  };
}
