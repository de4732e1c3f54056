import * as z from 'zod';
import type { ProductKind } from '../model/product-kinds.ts';
import { checkYaml, type YamlFault } from './checked-yaml.ts';

const lower = z
  .string()
  .refine((text) => text === text.toLowerCase(), 'has a capital. Write it in lower case.');
const productsSchema = z.record(
  lower,
  z.strictObject({
    service: z.string(),
    ports: z.array(z.int()).min(1),
    libraries: z.array(z.string()).default([]),
    words: z.array(lower).min(1),
  }),
);

/** Reads knowledge/products.yml: the products in its order, or all faults of the file. */
export function readProducts(path: string, source: string): { kinds: ProductKind[]; faults: YamlFault[] } {
  const { value, faults } = checkYaml(path, source, productsSchema, 'the products');
  return { kinds: Object.entries(value ?? {}).map(([product, kind]) => ({ product, ...kind })), faults };
}
