/**
 * How often a first diagnosis was right, by what the weights alone made of it: public reports at first sight, before anybody had read
 * the misses. A straight line in log-odds was fitted to 171 answers and tried on others (docs/evaluation.md): weights are set by hand,
 * and their authors were too modest above the middle. Between two points the stated confidence goes in a straight line, so that the
 * order of diagnoses stays.
 */
const POINTS: readonly (readonly [weighed: number, right: number])[] = [
  [0.35, 0.38],
  [0.45, 0.48],
  [0.52, 0.65],
  [0.58, 0.84],
  [0.65, 0.88],
  [0.75, 0.92],
  [0.85, 0.95],
  [0.93, 0.98],
  [0.97, 0.99],
  [1, 0.99],
];

/** The confidence to state, rounded to a hundredth, for one that the weights give (0 to 1). */
export function statedConfidence(weighed: number): number {
  return Math.round(along(POINTS, weighed) * 100) / 100;
}

/** What the weights gave where this confidence is stated: further evidence moves it on that scale. */
export function weighedConfidence(stated: number): number {
  return along(
    POINTS.map(([weighed, right]) => [right, weighed]),
    stated,
  );
}

function along(points: readonly (readonly [number, number])[], x: number): number {
  const at = points.findIndex(([from]) => from >= x);
  const [to, toY] = points[at] ?? points.at(-1) ?? [1, 1];
  const [from, fromY] = points[at - 1] ?? [0, 0];
  return at < 0 ? toY : fromY + ((x - from) / (to - from)) * (toY - fromY);
}
