import { lookUp, type PackedTable } from '../model/packed-table.ts';
import type { TextClassifier } from '../model/text-classifier.ts';
import { rememberRecent } from '../remember-recent.ts';

/** What each class weighs for a text of these features, in the order of the classes: above 0 it rather belongs there. */
export type WeighsClasses = (features: ReadonlyMap<string, number>) => Float64Array;

/** Makes a reader of a learnt classifier. It takes time linear in the features. */
export function createWeighsClasses({ bias, features: known }: TextClassifier): WeighsClasses {
  const weightsOf = createWeightsOf(known);
  return (features) => {
    const met = [...features].flatMap(([feature, count]) => {
      const [rarity, ...weights] = weightsOf(feature);
      return rarity === undefined ? [] : [{ value: count * rarity, weights }];
    });
    const length = Math.hypot(...met.map(({ value }) => value)) || 1;
    const scores = Float64Array.from(bias);
    for (const { value, weights } of met)
      for (let i = 0; i < weights.length; i += 2) {
        const at = weights[i] ?? 0;
        scores[at] = (scores[at] ?? 0) + ((weights[i + 1] ?? 0) * value) / length;
      }
    return scores;
  };
}

/** So many features are remembered: more than a text has. */
const REMEMBERED = 8_000;

function createWeightsOf(table: PackedTable): (feature: string) => readonly number[] {
  const read = rememberRecent<string, readonly number[]>(REMEMBERED);
  return (feature) => {
    let weights = read.get(feature);
    if (!weights) {
      weights = lookUp(table, feature).flatMap((text) => text.split(',').map(Number));
      read.set(feature, weights);
    }
    return weights;
  };
}
