import kinds from './product-kinds.json' with { type: 'json' };

/** A server that clients connect to, and how evidence names it: one entry of knowledge/products.yml, which explains them. */
export interface ProductKind {
  product: string;
  /** Its unit for systemd. */
  service: string;
  ports: readonly number[];
  libraries: readonly string[];
  /** Words of its messages, in lower case. */
  words: readonly string[];
}

/** All products, in the order in which a port that several have is given to them. */
export const PRODUCT_KINDS: readonly ProductKind[] = kinds;
