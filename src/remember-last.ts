/** What was made of a thing the last time, for as long as the thing is there. */
export interface LastMade<K extends WeakKey, V> {
  /** Makes it, or gives what was made last of the same thing and the same of everything else. */
  get(of: K, andOf: readonly unknown[], make: () => V): V;
  /** The next time it is made again. */
  forget(of: K): void;
}

/** Remembers what was made last of each thing. What is made must depend on nothing but what is named. */
export function rememberLast<K extends WeakKey, V>(): LastMade<K, V> {
  const made = new WeakMap<K, { andOf: readonly unknown[]; value: V }>();
  return {
    get(of, andOf, make) {
      const known = made.get(of);
      if (known && known.andOf.length === andOf.length && known.andOf.every((one, i) => one === andOf[i]))
        return known.value;
      const value = make();
      made.set(of, { andOf, value });
      return value;
    },
    forget: (of) => void made.delete(of),
  };
}
