import type { FieldValue, ObservationKind } from '../../model/fields.ts';
import type { Observation } from '../../model/observation.ts';

/** Makes a derived observation that stands on a row: same place, role, time and lines, other fields. Undefined fields are dropped. */
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
    ...(row.atMs === undefined ? {} : { atMs: row.atMs }),
    text: row.text,
    verbatim: row.verbatim,
    fields,
  };
}
