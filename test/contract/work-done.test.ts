import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { builtInPatternIndex, builtInRunbooks } from '../../src/adapters/package-files.ts';
import { countNewlines } from '../../src/detect/index/count-newlines.ts';
import { scanWords } from '../../src/detect/index/scan-words.ts';
import { createEngine } from '../../src/engine/triage.ts';
import { toObservation } from '../../src/observe/logs/to-observation.ts';
import { generateLog } from '../bench/generate-log.ts';

vi.mock('../../src/detect/index/count-newlines.ts', { spy: true });
vi.mock('../../src/detect/index/scan-words.ts', { spy: true });
vi.mock('../../src/observe/logs/to-observation.ts', { spy: true });

const WORD_BYTES = 4;

describe('a usual log of 4 MB, of which one line in two hundred tells of a fault', () => {
  let bytes = 0;
  let decodedBytes = 0;
  let faulty = 0;

  beforeAll(() => {
    const path = join(tmpdir(), `halfopen-usual-${process.pid}.log`);
    generateLog(path, 4e6);
    const log = new Uint8Array(readFileSync(path));
    rmSync(path);
    const decode = vi.spyOn(TextDecoder.prototype, 'decode');
    const triage = createEngine(builtInRunbooks(), undefined, builtInPatternIndex()).start();
    const input = triage.open({ name: 'usual.log' });
    for (let at = 0; at < log.length; ) {
      const end = log.indexOf(10, at + 500_000) + 1 || log.length;
      input.write(log.subarray(at, end));
      at = end;
    }
    input.end();
    faulty = triage.report().diagnoses.reduce((all, { count }) => all + count, 0);
    bytes = log.length;
    decodedBytes = decode.mock.calls.reduce((all, [some]) => all + (some?.byteLength ?? 0), 0);
    decode.mockRestore();
  });

  it('is searched in one pass', () => {
    const searched = vi
      .mocked(scanWords)
      .mock.calls.map(([, , , first, last]) => (last - first) * WORD_BYTES);

    expect(sum(searched)).toBeGreaterThan(0.95 * bytes);
    expect(sum(searched)).toBeLessThan(1.05 * bytes);
  });

  it('has its lines counted in one pass', () => {
    const counted = vi.mocked(countNewlines).mock.calls.map(([, from, to]) => to - from);

    expect(sum(counted)).toBeLessThan(1.05 * bytes);
  });

  it('has little more of it turned into records than what tells of faults', () => {
    const records = vi.mocked(toObservation).mock.calls.length;

    expect(faulty).toBeGreaterThan(150);
    expect(records).toBeLessThan(1.6 * faulty);
  });

  it('has half of its bytes turned into text at most, with all that is known of messages', () => {
    expect(decodedBytes).toBeLessThan(bytes / 2);
  });
});

function sum(values: readonly number[]): number {
  return values.reduce((all, one) => all + one, 0);
}
