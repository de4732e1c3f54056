import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countNewlines } from '../../../../src/detect/index/count-newlines.ts';

describe('counting newlines', () => {
  it('agrees with counting byte by byte, whatever the bytes, their alignment and the length of the lines', () => {
    const byte = fc.oneof({ weight: 3, arbitrary: fc.nat(255) }, { weight: 1, arbitrary: fc.constant(10) });
    const cases = fc.record({
      block: fc.array(byte, { maxLength: 120 }),
      times: fc.constantFrom(1, 3, 40, 400),
      shift: fc.nat(7),
      cutStart: fc.nat(5),
      cutEnd: fc.nat(5),
    });

    fc.assert(
      fc.property(cases, ({ block, times, shift, cutStart, cutEnd }) => {
        const room = new Uint8Array(shift + block.length * times + 3).fill(10);
        for (let k = 0; k < times; k += 1) room.set(block, shift + k * block.length);
        const bytes = room.subarray(shift, shift + block.length * times);
        const end = Math.max(0, bytes.length - cutEnd);
        const start = Math.min(cutStart, end);

        const count = countNewlines(bytes, start, end);

        expect(count).toBe(bytes.subarray(start, end).filter((one) => one === 10).length);
      }),
      { numRuns: 500, seed: 10 },
    );
  });

  it('counts empty lines and no others, in ranges longer than any of its steps', () => {
    const bytes = new Uint8Array(300_003).fill(10);
    bytes.fill(11, 131_000, 131_100);

    expect(countNewlines(bytes, 1, 300_003)).toBe(299_902);
    expect(countNewlines(bytes, 0, 131_072)).toBe(131_000);
  });
});
