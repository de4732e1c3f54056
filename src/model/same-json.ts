/** Whether two values are the same when written as JSON, in whatever order their members stand. Cheaper than to write them. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isHolder(one) || !isHolder(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const names = namesIn(one);
  return names.length === namesIn(other).length && names.every((name) => isSameJson(one[name], other[name]));
}

type Holder = Readonly<Record<string, unknown>>;

function isHolder(value: unknown): value is Holder {
  return typeof value === 'object' && value !== null;
}

function namesIn(holder: Holder): string[] {
  return Object.keys(holder).filter((name) => holder[name] !== undefined);
}
