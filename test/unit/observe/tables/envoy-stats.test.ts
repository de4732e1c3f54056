import { describe, expect, it } from 'vitest';
import { fieldsOf, readBlocks } from './read-blocks.ts';

describe('the statistics of Envoy', () => {
  it.each([
    ['plain', 'cluster.orders.upstream_cx_overflow: 212\ncluster.orders.upstream_rq_pending_overflow: 0'],
    [
      'for Prometheus',
      'envoy_cluster_upstream_cx_overflow{envoy_cluster_name="orders"} 212\nenvoy_cluster_upstream_rq_pending_overflow{envoy_cluster_name="orders"} 0',
    ],
    [
      'as JSON',
      '{\n    "name": "cluster.orders.upstream_cx_overflow",\n    "value": 212\n},\n{"name": "cluster.orders.upstream_rq_pending_overflow", "value": 0}',
    ],
  ])('tell %s what a circuit breaker refused', (_, text) => {
    expect(fieldsOf(readBlocks(text), 'of', 'name', 'value')).toEqual([
      'orders upstream_cx_overflow 212',
      'orders upstream_rq_pending_overflow 0',
    ]);
  });

  it('name a cluster whose name has dots and bars', () => {
    const blocks = readBlocks(
      'cluster.outbound|8080||web.prod.svc.cluster.local.circuit_breakers.default.cx_open: 1',
    );

    expect(fieldsOf(blocks, 'of', 'name')).toEqual([
      'outbound|8080||web.prod.svc.cluster.local circuit_breakers_default_cx_open',
    ]);
  });
});
