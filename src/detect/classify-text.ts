import type { TextClassifier } from '../model/text-classifier.ts';

/** What each class weighs for a text of these features, in the order of the classes: above 0 it rather belongs there. */
export type WeighsClasses = (features: ReadonlyMap<string, number>) => Float64Array;

/** Makes a reader of a learnt classifier. It takes time linear in the features. */
export function createWeighsClasses({ bias, features: known }: TextClassifier): WeighsClasses {
  const weightsOf = new Map(Object.entries(known));
  return (features) => {
    const met = [...features].flatMap(([feature, count]) => {
      const [rarity, ...weights] = weightsOf.get(feature) ?? [];
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
