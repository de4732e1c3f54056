import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { builtInPatternIndex, builtInRunbooks } from '../../../src/adapters/package-files.ts';
import { createEngine } from '../../../src/engine/triage.ts';
import { toObservation } from '../../../src/observe/logs/to-observation.ts';
import { generateLog } from '../../bench/generate-log.ts';

vi.mock('../../../src/observe/logs/to-observation.ts', { spy: true });

const FAULTS_PER_100K = 33_000;
const MEGABYTE = 1 << 20;

const engine = createEngine(builtInRunbooks(), undefined, builtInPatternIndex());

/** Of 100,000 records a third are faults, so that most are alike. */
function busyLog(): string {
  const path = join(tmpdir(), `halfopen-busy-${process.pid}.log`);
  generateLog(path, 3 * MEGABYTE, FAULTS_PER_100K);
  return readFileSync(path, 'utf8');
}

function triaged(text: string, name = 'rabbit.log') {
  const triage = engine.start();
  const input = triage.open({ name });
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at + MEGABYTE / 2) + 1 || bytes.length;
    input.write(bytes.subarray(at, end));
    at = end;
  }
  input.end();
  return triage.report();
}

describe('a large log of which most records are alike', () => {
  const text = busyLog();
  const report = triaged(text);
  const readInFull = vi.mocked(toObservation).mock.calls.length;

  it('has one record in ten read in full at most', () => {
    const records = report.inputs[0]?.records ?? 0;

    expect(records).toBeGreaterThan(5_000);
    expect(readInFull).toBeLessThan(records / 10);
  });

  it('counts each fault as often as it stands there', () => {
    const times = (piece: string) => text.split(piece).length - 1;
    const counts = Object.fromEntries(report.diagnoses.map(({ runbook, count }) => [runbook, count]));

    expect(counts['missed-heartbeats']).toBe(times('missed heartbeats from client'));
    expect(counts['authentication-failure']).toBe(times('login refused'));
    expect(counts['handshake-timeout']).toBe(times('{handshake_timeout,handshake}'));
  });

  it('quotes lines that stand where it says', () => {
    const lines = text.split('\n');
    const quoted = report.diagnoses.flatMap(({ evidence }) => evidence);

    expect(quoted.length).toBeGreaterThan(5);
    for (const { line, text: said } of quoted) expect(said.split('\n')[0]).toBe(lines[line - 1]);
  });

  it('says the same as of its end alone, but for how often', () => {
    const end = triaged(text.slice(text.indexOf('\n', text.length - MEGABYTE) + 1));
    const causes = ({ diagnoses }: typeof report) => diagnoses.map(({ runbook, title }) => [runbook, title]);

    expect(causes(report)).toEqual(causes(end));
  });
});
