/** Answers the value that occurs most often, the first of equals, and how many times; undefined for an empty list. */
export function mostFrequent(values: readonly string[]): { value: string; times: number } | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: { value: string; times: number } | undefined;
  for (const [value, times] of counts) {
    if (best === undefined || times > best.times) best = { value, times };
  }
  return best;
}
