import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { builtInPatternIndex, builtInRunbooks } from '../../src/adapters/package-files.ts';
import { indexBeginnings, readBeginnings } from '../../src/detect/beginnings.ts';
import { chooseWindow } from '../../src/detect/index/choose-window.ts';
import { countNewlines } from '../../src/detect/index/count-newlines.ts';
import { scanWords } from '../../src/detect/index/scan-words.ts';
import { readAgain, readByPlan } from '../../src/engine/familiar/reading-plan.ts';
import { createEngine } from '../../src/engine/triage.ts';
import { parseTemplate } from '../../src/model/message-template.ts';
import { toObservation } from '../../src/observe/logs/to-observation.ts';
import { generateLog } from '../bench/generate-log.ts';

vi.mock('../../src/detect/index/choose-window.ts', { spy: true });
vi.mock('../../src/detect/index/count-newlines.ts', { spy: true });
vi.mock('../../src/detect/index/scan-words.ts', { spy: true });
vi.mock('../../src/engine/familiar/reading-plan.ts', { spy: true });
vi.mock('../../src/model/message-template.ts', { spy: true });
vi.mock('../../src/observe/logs/to-observation.ts', { spy: true });

const WORD_BYTES = 4;
/** Each call of what is counted is noted with all that it was given. */
const SLOW_MS = 60_000;
/** Of 100,000 records so many are faults, which take more lines than others. */
const HALF_FAULTS = 37_000;

describe('a usual log of 4 MB, of which one line in two hundred tells of a fault', () => {
  let bytes = 0;
  let decodedBytes = 0;
  let faulty = 0;

  beforeAll(() => {
    const log = generated(4e6);
    const decode = vi.spyOn(TextDecoder.prototype, 'decode');
    faulty = faultsIn(log);
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

  it('is searched with the windows that were chosen when the product was built', () => {
    expect(vi.mocked(chooseWindow)).not.toHaveBeenCalled();
  });

  it('has half of its bytes turned into text at most, with all that is known of messages', () => {
    expect(decodedBytes).toBeLessThan(bytes / 2);
  });
});

describe("an incident's own log of 3 MB, of which half of the lines tell of faults", () => {
  let faulty = 0;

  beforeAll(() => {
    vi.mocked(toObservation).mockClear();
    vi.mocked(readByPlan).mockClear();
    vi.mocked(readAgain).mockClear();
    faulty = faultsIn(generated(3e6, HALF_FAULTS));
  }, SLOW_MS);

  it('has few records read in full, since most are like earlier ones', () => {
    expect(faulty).toBeGreaterThan(4_000);
    expect(vi.mocked(toObservation).mock.calls.length).toBeLessThan(0.1 * faulty);
  });

  it('has hardly any of the others read twice: only once it is known which hits are kept', () => {
    expect(vi.mocked(readAgain).mock.calls.length).toBeLessThan(1.2 * faulty);
  });

  it('has the ways in which values follow from a text compared only where a record teaches a plan', () => {
    expect(vi.mocked(readByPlan).mock.calls.length).toBeLessThan(0.1 * faulty);
  });
});

describe('a line that may have been cut', () => {
  it('has of the messages that begin alike only those taken apart that go on like it', () => {
    const beginnings = ['', ' for user', ' by peer', ' after'].map(
      (end) => `closing the connection{name}${end}`,
    );
    const index = readBeginnings(
      indexBeginnings([...beginnings, 'closing the channel{name}', 'closing the door']),
    );
    vi.mocked(parseTemplate).mockClear();

    index.find('closing the conn', 0, () => undefined);

    expect(vi.mocked(parseTemplate).mock.calls.map(([source]) => source)).toEqual(beginnings);
  });
});

function generated(bytes: number, faultsPer100k?: number): Uint8Array {
  const path = join(tmpdir(), `halfopen-work-${process.pid}.log`);
  generateLog(path, bytes, faultsPer100k);
  const log = new Uint8Array(readFileSync(path));
  rmSync(path);
  return log;
}

/** Triages a log in pieces, and gives how many records its diagnoses count. */
function faultsIn(log: Uint8Array): number {
  const triage = createEngine(builtInRunbooks(), undefined, builtInPatternIndex()).start();
  const input = triage.open({ name: 'broker.log' });
  for (let at = 0; at < log.length; ) {
    const end = log.indexOf(10, at + 500_000) + 1 || log.length;
    input.write(log.subarray(at, end));
    at = end;
  }
  input.end();
  return triage.report().diagnoses.reduce((all, { count }) => all + count, 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((all, one) => all + one, 0);
}
