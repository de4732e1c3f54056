import { describe, expect, it } from 'vitest';
import { extractFields } from '../../../../src/observe/logs/extract-fields.ts';

const termination = (text: string) => {
  const fields: Record<string, string> = {};
  extractFields(text, fields);
  return fields['termination'];
};

describe("Envoy's response flags", () => {
  it.each([
    ['the default format', '"POST /a HTTP/1.1" 503 UC upstream_reset - "-" 31 95 2', 'upstream-abort'],
    ['a TCP session', '"- - -" 0 UF,URX - "-" 0 0 10001 - "-"', 'upstream-failure/connect'],
    ['a flag that others stand before', '"GET / HTTP/2" 504 URX,UT - "-" 0 24', 'upstream-timeout'],
    ['JSON', '{"response_code":503,"response_flags":"UO","cluster":"mq"}', 'upstream-overflow'],
    ['words', 'code=503 flags=NoHealthyUpstream cluster=mq', 'no-healthy-upstream'],
  ])('are read of %s', (_, text, expected) => {
    expect(termination(text)).toBe(expected);
  });

  it.each([
    ['a request that went well', '"GET / HTTP/1.1" 200 - via_upstream - "-" 0 5'],
    ['flags of another program', 'Flags=UF,SYN state=open'],
    ['a route that is missing', '"GET /x HTTP/1.1" 404 NR route_not_found - "-" 0 0'],
  ])('tell nothing of %s', (_, text) => {
    expect(termination(text)).toBeUndefined();
  });
});
