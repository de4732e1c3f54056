/** Things to be done by their time (epoch milliseconds); of those at one time the first added comes first. */
export interface Agenda<T> {
  add(atMs: number, thing: T): void;
  next(): { atMs: number; thing: T } | undefined;
}

interface Entry<T> {
  atMs: number;
  order: number;
  thing: T;
}

/** Starts an empty agenda (a binary heap). */
export function createAgenda<T>(): Agenda<T> {
  const heap: Entry<T>[] = [];
  let added = 0;
  const isBefore = (a: number, b: number) => {
    const [x, y] = [heap[a] as Entry<T>, heap[b] as Entry<T>];
    return x.atMs < y.atMs || (x.atMs === y.atMs && x.order < y.order);
  };
  const swap = (a: number, b: number) => {
    [heap[a], heap[b]] = [heap[b] as Entry<T>, heap[a] as Entry<T>];
  };
  return {
    add(atMs, thing) {
      heap.push({ atMs, order: added++, thing });
      for (let at = heap.length - 1; at > 0 && isBefore(at, (at - 1) >> 1); at = (at - 1) >> 1)
        swap(at, (at - 1) >> 1);
    },
    next() {
      if (heap.length === 0) return undefined;
      swap(0, heap.length - 1);
      const first = heap.pop();
      for (let at = 0; ; ) {
        const children = [2 * at + 1, 2 * at + 2].filter((child) => child < heap.length);
        const least = children.reduce((best, child) => (isBefore(child, best) ? child : best), at);
        if (least === at) return first;
        swap(at, least);
        at = least;
      }
    },
  };
}
