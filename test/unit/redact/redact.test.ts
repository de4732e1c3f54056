import { describe, expect, it } from 'vitest';
import { RULES, redact, redactCounted, redactDeep, redactStart } from '../../../src/redact/redact.ts';

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

  it('masks every text of a value, and leaves its numbers, names and order', () => {
    const value = {
      password: null,
      points: [{ atMs: 1, value: 2.5 }],
      texts: ['plain', 'password=hunter22-long'],
      gone: undefined,
    };

    expect(redactDeep(value)).toEqual({
      value: { password: null, points: [{ atMs: 1, value: 2.5 }], texts: ['plain', 'password=***'] },
      count: 1,
    });
    expect(Object.keys(redactDeep(value).value)).toEqual(['password', 'points', 'texts']);
  });

  it.each(misses)('leaves what only looks like %s: %s', (_, miss) => {
    expect(redactCounted(miss)).toEqual({ text: miss, count: 0 });
  });

  it.each(hits)('does nothing to what it masked by %s: %s', (_, hit) => {
    const once = redact(readHit(hit).text);

    expect(redactCounted(once)).toEqual({ text: once, count: 0 });
  });
});

describe('the beginning of a very long text', () => {
  it.each([
    ['an e-mail address', `${'jane.doe'.repeat(8)}@mail.example.com`, 'jane.doe'],
    ['a password in a URI', `amqp://orders:${'hunter2'.repeat(20)}@mq-1:5672/`, 'hunter2'],
    ['a private key', `-----BEGIN PRIVATE KEY-----\n${'MIIEow'.repeat(1_000)}`, 'MIIEow'],
  ])('shows no secret, wherever it is cut: %s', (_, secret, part) => {
    for (let before = 12_000; before < 16_500; before += 10) {
      const start = redactStart(`it said${' '.repeat(before)}${secret} ${'and so on '.repeat(400)}`);

      expect(start).not.toContain(part);
      expect(start).toMatch(/^it said {4}/);
    }
  });

  it('ends with a mark that it goes on', () => {
    expect(redactStart(`it said${' '.repeat(50_000)}more`)).toMatch(/ …$/);
    expect(redactStart('it said more')).toBe('it said more');
  });
});
