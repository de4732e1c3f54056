/** What was found out of things that come again and again, in bounded room. */
export interface Recent<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): void;
}

/** Remembers what was asked for of late: so many things at least, and twice as many at most. */
export function rememberRecent<K, V extends {}>(atLeast: number): Recent<K, V> {
  let [newer, older] = [new Map<K, V>(), new Map<K, V>()];
  const set = (key: K, value: V): void => {
    newer.set(key, value);
    if (newer.size >= atLeast) [newer, older] = [new Map(), newer];
  };
  return {
    get(key) {
      const known = newer.get(key);
      if (known !== undefined) return known;
      const value = older.get(key);
      if (value !== undefined) set(key, value);
      return value;
    },
    set,
  };
}
