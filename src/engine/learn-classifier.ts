import { packTable } from '../model/packed-table.ts';
import type { LabelledText, TextClassifier } from '../model/text-classifier.ts';

/** A feature that fewer texts have is chance. */
const LEAST_TEXTS = 2;
const ROUNDS = 20;
/** Weights smaller than this change no verdict, and would fill the file. */
const LEAST_WEIGHT = 0.2;
const DIGITS = 100;

/** After the first rounds a text on its right side is looked at only in each of so many. */
const SURE_AFTER = 2;
const RESTS = 5;

/** Texts as rows of a sparse matrix: of row i the features `at` and their `values` from `starts[i]` on; each row has length one. */
interface Rows {
  starts: Int32Array;
  at: Int32Array;
  values: Float64Array;
  /** How many features there are. */
  width: number;
}

/**
 * Learns to tell texts of each class from all others: linear support vector machines with squared hinge loss, by dual coordinate
 * descent (Hsieh et al., "A Dual Coordinate Descent Method for Large-scale Linear SVM", ICML 2008). `cost` is what a text on the wrong
 * side costs against large weights. The same texts in the same order always give the same classifier.
 */
export function learnClassifier(texts: readonly LabelledText[], cost = 1): TextClassifier {
  const { places, rarity } = vocabularyOf(texts);
  const rows = toRows(texts, places, rarity);
  const classes = [...new Set(texts.map(({ label }) => label))].toSorted();
  const planes = classes.map((of) =>
    separate(
      rows,
      texts.map(({ label }) => (label === of ? 1 : -1)),
      cost,
    ),
  );
  const features = [...places].flatMap(([feature, at]): [string, string][] => {
    const weights = planes.flatMap((plane, of) => {
      const weight = plane[at] ?? 0;
      return Math.abs(weight) < LEAST_WEIGHT ? [] : [of, rounded(weight)];
    });
    return weights.length === 0 ? [] : [[feature, [rounded(rarity[at] ?? 0), ...weights].join(',')]];
  });
  return {
    classes,
    bias: planes.map((plane) => rounded(plane[rows.width] ?? 0)),
    features: packTable(features),
  };
}

function vocabularyOf(texts: readonly LabelledText[]): { places: Map<string, number>; rarity: Float64Array } {
  const counts = new Map<string, number>();
  for (const { features } of texts)
    for (const feature of features.keys()) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= LEAST_TEXTS);
  return {
    places: new Map(kept.map(([feature], at) => [feature, at])),
    rarity: Float64Array.from(kept, ([, count]) => 1 + Math.log((1 + texts.length) / (1 + count))),
  };
}

function toRows(
  texts: readonly LabelledText[],
  places: ReadonlyMap<string, number>,
  rarity: Float64Array,
): Rows {
  const at: number[] = [];
  const values: number[] = [];
  const starts = [0];
  for (const { features } of texts) {
    const known = [...features].flatMap(([feature, count]) => {
      const place = places.get(feature);
      return place === undefined ? [] : [{ place, value: count * (rarity[place] ?? 0) }];
    });
    const length = Math.hypot(...known.map(({ value }) => value)) || 1;
    for (const { place, value } of known) {
      at.push(place);
      values.push(value / length);
    }
    starts.push(at.length);
  }
  return {
    starts: Int32Array.from(starts),
    at: Int32Array.from(at),
    values: Float64Array.from(values),
    width: places.size,
  };
}

/** The weights of all features, and behind them the bias, that part the texts whose side is 1 from those whose side is -1. */
function separate({ starts, at, values, width }: Rows, sides: readonly number[], cost: number): Float64Array {
  const plane = new Float64Array(width + 1);
  const duals = new Float64Array(sides.length);
  const next = new Uint8Array(sides.length);
  const slack = 1 / (2 * cost);
  const order = Int32Array.from({ length: sides.length }, (_, i) => i);
  const random = createRandom();
  for (let round = 0; round < ROUNDS; round++) {
    // In the same order each round the plane is still far from its place after twenty of them, and where it is depends on the order.
    shuffle(order, random);
    for (const i of order) {
      if ((next[i] as number) > round) continue;
      const [from, to] = [starts[i] as number, starts[i + 1] as number];
      let sum = plane[width] as number;
      for (let j = from; j < to; j++) sum += (plane[at[j] as number] as number) * (values[j] as number);
      const side = sides[i] as number;
      const dual = duals[i] as number;
      const gradient = side * sum - 1 + slack * dual;
      if (dual === 0 && gradient >= 0) {
        next[i] = round + (round < SURE_AFTER ? 1 : RESTS);
        continue;
      }
      const moved = Math.max(dual - gradient / (2 + slack), 0);
      const step = (moved - dual) * side;
      duals[i] = moved;
      for (let j = from; j < to; j++) (plane[at[j] as number] as number) += step * (values[j] as number);
      (plane[width] as number) += step;
    }
  }
  return plane;
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
}

/** The same numbers from 0 to 1 each time (Numerical Recipes' linear congruential generator, of which only the high bits vary well). */
function createRandom(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function rounded(value: number): number {
  return Math.round(value * DIGITS) / DIGITS;
}
