/** An argument that may be JSON as text, as in forms; undefined when it is text but no JSON. */
export function parseGiven(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}
