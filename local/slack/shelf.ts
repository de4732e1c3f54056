/** Things by id, in the order in which they were first put there. */
export interface Shelf<T> {
  get(id: string): T | undefined;
  put(id: string, thing: T): void;
  drop(id: string): void;
  all(): readonly T[];
}

/** Makes a shelf whose changes are told: `undefined` means dropped. `load` puts without telling. */
export function createShelf<T>(changed: (id: string, thing: T | undefined) => void): Shelf<T> & {
  load(id: string, thing: T | undefined): void;
} {
  const things = new Map<string, T>();
  const load = (id: string, thing: T | undefined): void => {
    if (thing === undefined) things.delete(id);
    else things.set(id, thing);
  };
  return {
    get: (id) => things.get(id),
    put(id, thing) {
      load(id, thing);
      changed(id, thing);
    },
    drop(id) {
      if (things.delete(id)) changed(id, undefined);
    },
    all: () => [...things.values()],
    load,
  };
}
