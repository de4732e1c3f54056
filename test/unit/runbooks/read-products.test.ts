import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PRODUCT_KINDS } from '../../../src/model/product-kinds.ts';
import { readProducts } from '../../../src/runbooks/read-products.ts';

describe('knowledge of products', () => {
  it('is passed to the engine as it stands', () => {
    const path = 'knowledge/products.yml';

    expect(readProducts(path, readFileSync(path, 'utf8'))).toEqual({ kinds: PRODUCT_KINDS, faults: [] });
  });

  it('is refused where words have capitals, since texts are compared in lower case', () => {
    const source = 'redis: {service: redis, ports: [6379], words: [Redis]}';

    expect(readProducts('products.yml', source).faults[0]?.message).toContain('Write it in lower case');
  });
});
