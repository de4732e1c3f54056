import type { FieldValue, ObservationKind } from '../../model/fields.ts';
import type { Observation } from '../../model/observation.ts';

/**
 * Makes a derived observation that stands on a row: same place, role, machine, time and lines, other fields. Undefined fields are dropped.
 * Where it tells of the row's own state, the level of the row is its level too.
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
