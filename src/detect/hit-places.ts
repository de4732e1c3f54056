import type { Hit } from '../model/signal.ts';

/** A hit, and its place among all hits of its signal as they came. */
export interface PlacedHit {
  hit: Hit;
  place: number;
}

/** The order in which hits came. It is worked out when somebody asks for it. */
export interface HitPlaces {
  of(hit: Hit): number | undefined;
  inOrder(): readonly Hit[];
}

/** Makes the order of hits of their places. */
export function hitPlaces(placed: readonly PlacedHit[]): HitPlaces {
  let byHit: ReadonlyMap<Hit, number> | undefined;
  let inOrder: readonly Hit[] | undefined;
  return {
    of(hit) {
      byHit ??= new Map(placed.map((one) => [one.hit, one.place]));
      return byHit.get(hit);
    },
    inOrder: () => (inOrder ??= placed.toSorted((a, b) => a.place - b.place).map(({ hit }) => hit)),
  };
}
