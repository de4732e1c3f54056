import { describe, expect, it } from 'vitest';
import { RULES, redact, redactCounted } from '../../../src/redact/redact.ts';

/** A hit without its marks, and what is left of it once masked. */
function readHit(marked: string): { text: string; masked: string } {
  return {
    text: marked.replaceAll(/[«»]/g, ''),
    masked: marked.replaceAll(/«[^»]*»/g, (secret) => `***${'\n'.repeat(secret.split('\n').length - 1)}`),
  };
}

const hits = RULES.flatMap(({ id, hits: examples }) => examples.map((hit) => [id, hit] as const));
const misses = RULES.flatMap(({ id, misses: examples = [] }) => examples.map((miss) => [id, miss] as const));

describe('redact', () => {
  it.each(hits)('masks by %s: %s', (_, hit) => {
    const { text, masked } = readHit(hit);

    expect(redact(text)).toBe(masked);
    expect(redact(`before\n${text}\nbehind`)).toBe(`before\n${masked}\nbehind`);
  });

  it.each(misses)('leaves what only looks like %s: %s', (_, miss) => {
    expect(redactCounted(miss)).toEqual({ text: miss, count: 0 });
  });

  it.each(hits)('does nothing to what it masked by %s: %s', (_, hit) => {
    const once = redact(readHit(hit).text);

    expect(redactCounted(once)).toEqual({ text: once, count: 0 });
  });
});
