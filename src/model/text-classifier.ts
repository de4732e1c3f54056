import type { PackedTable } from './packed-table.ts';

/**
 * A linear classifier of short texts, learnt when the product is built: plain data. A text belongs to the class that its features weigh
 * most for.
 */
export interface TextClassifier {
  classes: readonly string[];
  /** What each class weighs before anything is read. */
  bias: readonly number[];
  /** Features by name (see `featuresOf`): how rare one is, then classes by their place, each with what it weighs there, as `3.2,0,-1.5`. */
  features: PackedTable;
}

/** A text to learn from: its features, with how much each counts, and the class it belongs to. */
export interface LabelledText {
  features: ReadonlyMap<string, number>;
  label: string;
}

/** The class of texts that tell of no trouble with connections. */
export const NO_TROUBLE = 'no-trouble';
