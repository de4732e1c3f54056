/** A number that falls to less than half began again, as after a restart; what falls less only wavers. */
const RESTART = 0.5;
/** A restart takes away what there is; what wanes has fallen from its top before. */
const NEAR_TOP = 0.7;

/** Cuts points at the moments at which the number began again: at its top it fell to less than half, at once. */
export function runsOf<P extends { value: number }>(points: readonly P[]): P[][] {
  const runs: P[][] = [];
  let top = 0;
  let before: P | undefined;
  for (const point of points) {
    const last = runs.at(-1);
    const fell =
      before !== undefined && point.value < before.value * RESTART && before.value >= top * NEAR_TOP;
    if (last === undefined || fell) {
      runs.push([point]);
      top = point.value;
    } else {
      last.push(point);
      top = Math.max(top, point.value);
    }
    before = point;
  }
  return runs;
}
