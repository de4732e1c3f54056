/** The next whole number from 0, below the one given. */
export type Random = (below: number) => number;

/** Whole numbers from 0 that look random (mulberry32): the same seed gives the same ones. */
export function createRandom(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1);
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** One of several, each as likely. */
export function pick<T>(among: readonly T[], random: Random): T {
  return among[random(among.length)] as T;
}
