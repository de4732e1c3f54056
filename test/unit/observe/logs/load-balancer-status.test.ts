import { describe, expect, it } from 'vitest';
import { extractFields } from '../../../../src/observe/logs/extract-fields.ts';

const REST = '34 366 "GET https://shop.example:443/ HTTP/1.1" "curl/8" ECDHE TLSv1.2 arn "Root=1" "-" "-" 0';
const entry = (numbers: string, target = '10.7.2.3:8080') =>
  `https 2025-05-05T05:05:05.123456Z app/shop/50dc6c495c0c9188 192.0.2.7:50112 ${target} ${numbers} ${REST}`;
const fieldsOf = (text: string) => {
  const fields: Record<string, string> = {};
  extractFields(text, fields);
  return { termination: fields['termination'], server: fields['server'] };
};

describe("a load balancer's access log tells", () => {
  it.each([
    ['a target that cut the connection', '0.000 0.004 -1 502 -', 'upstream-abort'],
    ['a target that gave no answer', '0.000 -1 -1 504 -', 'upstream-failure/no-answer'],
    ['a client that left', '0.000 -1 -1 460 -', 'client-abort'],
  ])('of %s', (_, numbers, termination) => {
    expect(fieldsOf(entry(numbers))).toEqual({ termination, server: '10.7.2.3:8080' });
  });

  it('of a group without a target', () => {
    expect(fieldsOf(entry('-1 -1 -1 503 -', '-')).termination).toBe('no-healthy-upstream');
  });

  it('nothing where the target itself answered', () => {
    expect(fieldsOf(entry('0.000 0.010 0.000 502 502')).termination).toBeUndefined();
    expect(fieldsOf(entry('0.000 0.010 0.000 200 200')).termination).toBeUndefined();
  });
});
