import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLiteralIndex, type LiteralIndex } from '../../../src/detect/literal-index.ts';

const encoder = new TextEncoder();
const bytesOf = (text: string): Uint8Array => encoder.encode(text);

const lower = (byte: number): number => (byte >= 65 && byte <= 90 ? byte + 32 : byte);

/** Every occurrence as "id@offset", found by comparing each literal at each place. */
function findNaively(literals: string[], bytes: Uint8Array, start: number, end: number): string[] {
  const found: string[] = [];
  literals.forEach((literal, id) => {
    const wanted = bytesOf(literal);
    for (let at = start; at + wanted.length <= end; at += 1) {
      if (wanted.every((byte, k) => lower(byte) === lower(bytes[at + k] as number)))
        found.push(`${id}@${at}`);
    }
  });
  return found.toSorted();
}

function findByIndex(index: LiteralIndex, bytes: Uint8Array, start = 0, end = bytes.length): string[] {
  const found: string[] = [];
  index.scan(bytes, start, end, (id, offset) => found.push(`${id}@${offset}`));
  return found.toSorted();
}

/** A view into a larger buffer, so that its first byte has any alignment and its neighbours are no zeroes. */
function placedAt(shift: number, bytes: Uint8Array, tail: number): Uint8Array {
  const room = new Uint8Array(shift + bytes.length + tail).fill(0x61);
  room.set(bytes, shift);
  return room.subarray(shift, shift + bytes.length);
}

const ignore = (): void => undefined;

const letters = fc.constantFrom('a', 'b', 'A', 'B', ' ', '\n', '@', '`', 'é');
const word = fc.string({ unit: letters, minLength: 1, maxLength: 12 });

/** Of so many bytes it pays to choose windows that suit them. */
const SUITED_BYTES = 18 << 20;

describe('the literal index', () => {
  it('finds exactly what comparing every literal at every place finds, wherever text and range begin and end', () => {
    const cases = fc.record({
      literals: fc.array(word, { minLength: 1, maxLength: 8 }),
      text: fc.array(fc.oneof(word, fc.string({ unit: letters, maxLength: 40 })), { maxLength: 12 }),
      planted: fc.array(fc.nat(7), { maxLength: 6 }),
      shift: fc.nat(7),
      cutStart: fc.nat(9),
      cutEnd: fc.nat(9),
    });

    fc.assert(
      fc.property(cases, ({ literals, text, planted, shift, cutStart, cutEnd }) => {
        const known = planted.map((place) => literals[place % literals.length] as string);
        const bytes = placedAt(shift, bytesOf([...text, ...known].join('')), cutEnd);
        const start = Math.min(cutStart, bytes.length);
        const end = Math.max(start, bytes.length - cutEnd);

        const found = findByIndex(createLiteralIndex(literals), bytes, start, end);

        expect(found).toEqual(findNaively(literals, bytes, start, end));
      }),
      { numRuns: 2000, seed: 5672 },
    );
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 13])('finds a literal of %i bytes at every place of a line', (length) => {
    const literal = 'heartbeats ok'.slice(0, length);
    const index = createLiteralIndex([literal]);
    const places = Array.from({ length: 40 }, (_, at) => at);

    const missed = places.filter((at) => {
      const text = `${'.'.repeat(at)}${literal.toUpperCase()}${'.'.repeat(40 - at)}`;
      return findByIndex(index, bytesOf(text)).join() !== `0@${at}`;
    });

    expect(missed).toEqual([]);
  });

  it('finds a literal that fills the whole range, and nothing in a range one byte shorter', () => {
    for (const literal of ['E', 'EOF', 'EPIPE', 'EMFILE', 'timeout', 'Connection reset by peer']) {
      const index = createLiteralIndex([literal]);
      const bytes = placedAt(3, bytesOf(literal.toLowerCase()), 0);

      expect(findByIndex(index, bytes)).toEqual(['0@0']);
      expect(findByIndex(index, bytes, 0, bytes.length - 1)).toEqual([]);
      expect(findByIndex(index, bytes, 1)).toEqual([]);
    }
  });

  it('treats only ASCII letters alike, not the signs that differ from each other by the same bit', () => {
    const index = createLiteralIndex(['[channel@host]', 'ÄNDERUNG fertig']);

    const found = findByIndex(
      index,
      bytesOf('{channel`host} [CHANNEL@HOST] änderung FERTIG ÄNDERUNG FERTIG'),
    );

    expect(found).toEqual(['0@15', '1@47']);
  });

  it('tells of every literal of several thousand, among them doubled ones and ones that contain each other', () => {
    const literals = Array.from({ length: 3000 }, (_, n) => `fault number ${n} of unit ${n % 17}`);
    literals.push('fault number 12', literals[12] as string);
    const bytes = bytesOf(literals.map((literal) => `x ${literal}`).join('\n'));

    const found = findByIndex(createLiteralIndex(literals), bytes);

    const text = literals.map((literal) => `x ${literal}`).join('\n');
    const everyPlace = (literal: string): number[] =>
      [...text.matchAll(new RegExp(literal, 'g'))].map((match) => match.index);
    const expected = literals.flatMap((literal, id) => everyPlace(literal).map((at) => `${id}@${at}`));
    expect(found).toEqual(expected.toSorted());
  });

  it('names literals under five bytes as weak', () => {
    const index = createLiteralIndex(['missed heartbeats', 'EOF', 'EPIPE', 'down']);

    expect(index.weakLiterals).toEqual([1, 3]);
  });

  it('refuses an empty literal by its number', () => {
    expect(() => createLiteralIndex(['ok', ''])).toThrow(/literal 1 is empty/);
  });
});

describe('a literal that was disabled', () => {
  it('is found no more, while those that share its words still are', () => {
    const literals = ['connection refused', 'connection refused by peer', 'EPIPE', 'EPIPE:', 'EOF', 'EO'];
    const index = createLiteralIndex(literals);
    const bytes = bytesOf('connection refused by peer, EPIPE: EOF');
    for (const id of [0, 2, 4]) index.disable(id);

    const found = findByIndex(index, bytes);

    expect(found).toEqual(['1@0', '3@28', '5@35']);
  });

  it('may be disabled while a scan tells of it', () => {
    const index = createLiteralIndex(['alarm set on node', 'node rabbit']);
    const bytes = bytesOf('alarm set on node rabbit\n'.repeat(50));
    const found: number[] = [];

    index.scan(bytes, 0, bytes.length, (id) => {
      found.push(id);
      if (id === 0) index.disable(0);
    });

    expect(found.filter((id) => id === 0)).toHaveLength(1);
    expect(found.filter((id) => id === 1)).toHaveLength(50);
  });

  it('stays disabled when the windows are chosen anew', () => {
    const index = createLiteralIndex(['qqqqqqq wwwwwww', 'wwwwwww eeeeeee']);
    index.disable(0);
    const bytes = bytesOf('qqqqqqq wwwwwww eeeeeee\n'.repeat(8000));

    const found = new Set<number>();
    for (let scanned = 0; scanned < SUITED_BYTES; scanned += bytes.length)
      index.scan(bytes, 0, bytes.length, (id) => found.add(id));

    expect(index.statistics().rechosen).toBeGreaterThan(0);
    expect([...found]).toEqual([1]);
  });
});

describe('an index whose windows suit the data badly', () => {
  const chatter = 'job zxcvbnm started with tracking id zxcvbnm-zxcvbnm, zxcvbnm-zxcvbnm\n'.repeat(40_000);
  const bytes = bytesOf(`${chatter}zxcvbnm refused to go on\n`);

  it('goes on with them in a log of which it would cost more to choose others', () => {
    const index = createLiteralIndex(['zxcvbnm refused to go on']);

    index.scan(bytes, 0, bytes.length, ignore);

    expect(index.statistics().rechosen).toBe(0);
  });

  it('chooses others from the data of a larger one, and lets fewer words pass from then on', () => {
    const index = createLiteralIndex(['zxcvbnm refused to go on']);

    for (let scanned = 0; scanned < SUITED_BYTES; scanned += bytes.length)
      index.scan(bytes, 0, bytes.length, ignore);
    const first = index.statistics();
    index.scan(bytes, 0, bytes.length, ignore);
    const second = index.statistics();

    expect(first.rechosen).toBe(1);
    expect(second.rechosen).toBe(1);
    expect((second.passed - first.passed) / (second.words - first.words)).toBeLessThan(0.001);
  });

  it('finds the same before, while and after it chooses', () => {
    const literals = ['zxcvbnm refused to go on', 'zxcvbnm started', 'mmmm', 'track'];
    const index = createLiteralIndex(literals);
    const part = bytes.subarray(bytes.length - 700_001);

    const found = [findByIndex(index, part), findByIndex(index, part)];

    expect(found[0]).toEqual(findNaively(literals, part, 0, part.length));
    expect(found[1]).toEqual(found[0]);
  });
});

describe('a literal that is named as slow', () => {
  it('is found like the others, at the very ends too', () => {
    const literals = ['(111)', 'connection refused', '(104)'];
    const index = createLiteralIndex(literals, [0, 2]);
    const bytes = bytesOf('(104) connection refused (111)');

    const found = findByIndex(index, bytes);

    expect(found).toEqual(['0@25', '1@6', '2@0']);
  });
});

describe('an adapting copy', () => {
  it('leaves out the weak literals that it shall not look for, and lets the original be', () => {
    const index = createLiteralIndex(['(111)', 'connection refused', 'EOF'], [0]);
    const bytes = bytesOf('connection refused (111) EOF');

    const copy = index.adaptingCopy([0]);
    copy.disable(1);

    expect(findByIndex(copy, bytes)).toEqual(['2@25']);
    expect(findByIndex(index, bytes)).toEqual(['0@19', '1@0', '2@25']);
  });
});
