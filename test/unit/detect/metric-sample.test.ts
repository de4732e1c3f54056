import { expect, it } from 'vitest';
import { isMetricSample } from '../../../src/detect/metric-sample.ts';

it.each([
  'haproxy_backend_limit_sessions{proxy="mq"} 3273',
  'process_open_fds 812',
  'rabbitmq_connections_total{queue="a b",node="x"} 12 1795324933445',
  'cluster.orders.upstream_cx_protocol_error: 0',
  'http.ingress_http.downstream_cx_destroy_remote: 17',
])('%s is a sample of a metric', (text) => {
  expect(isMetricSample(text)).toBe(true);
});

it.each([
  'upstream_cx_protocol_error rose to 12',
  'protocol_error: unexpected frame',
  'connection closed: 104',
  'timeout: 60',
])('%s is a message', (text) => {
  expect(isMetricSample(text)).toBe(false);
});
