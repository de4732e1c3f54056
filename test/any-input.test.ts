import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../src/engine/triage.ts';
import type { Report } from '../src/model/diagnosis.ts';
import { compiledBuiltInRunbooks } from './support/built-in-runbooks.ts';
import { root } from './support/run-halfopen.ts';

const MEGABYTE = 1 << 20;
const engine = createEngine(compiledBuiltInRunbooks());

function triageBytes(...chunks: Uint8Array[]): Report {
  const triage = engine.start();
  const input = triage.open({ name: 'any' });
  for (const chunk of chunks) input.write(chunk);
  input.end();
  return triage.report();
}

const samples = readdirSync(join(root, 'samples'), { recursive: true, encoding: 'utf8' })
  .map((name) => join(root, 'samples', name))
  .filter((path) => statSync(path).isFile() && !path.endsWith('.md'))
  .map((path) => readFileSync(path));

describe('any input', () => {
  it('of any bytes is read without a throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4096 }), (bytes) => {
        triageBytes(bytes);
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  it('cut out of a sample anywhere, with bytes broken, is read without a throw', () => {
    const cut = fc.record({
      sample: fc.constantFrom(...samples),
      from: fc.nat(20_000),
      length: fc.nat(8_000),
      broken: fc.array(fc.tuple(fc.nat(8_000), fc.integer({ min: 0, max: 255 })), { maxLength: 20 }),
    });
    fc.assert(
      fc.property(cut, ({ sample, from, length, broken }) => {
        const bytes = Uint8Array.from(sample.subarray(from % sample.length, (from % sample.length) + length));
        for (const [at, value] of broken) if (at < bytes.length) bytes[at] = value;
        triageBytes(bytes);
      }),
      { numRuns: 150, seed: 2 },
    );
  });

  // A reader that backtracks would not end within the test's time on a megabyte.
  it.each([
    ['one line of one letter', 'a'],
    ['opening brackets', '('],
    ['opening braces', '{'],
    ['digits', '7'],
    ['CSI codes', '\u001b[31m'],
    ['unfinished CSI codes', '\u001b['],
    ['blanks', ' '],
    ['line breaks', '\n'],
    ['quote marks', '> '],
    ['backslashes and quotes', '\\"'],
    ['addresses', '10.0.0.1:5672 -> '],
    ['time stamps', '2026-01-02 03:04:05.678901+00:00 '],
    ['heads of reports', '=ERROR REPORT==== 2-Jan-2026::03:04:05 ===\n'],
    ['rows of sockets', 'tcp 0 0 10.0.0.1:1 10.0.0.2:2 ESTABLISHED\n'],
    ['JSON without an end', '{"a":['],
    ['Erlang terms without an end', '{a,<<"b">>,['],
    ['words', 'connection reset by peer '],
    ['key and value', 'heartbeat = 0\n'],
    ['emoji', '🚨'],
  ])('of a megabyte of %s is read', (_, unit) => {
    const report = triageBytes(new TextEncoder().encode(unit.repeat(Math.ceil(MEGABYTE / unit.length))));

    expect(report.inputs[0]?.bytes).toBeGreaterThanOrEqual(MEGABYTE);
  });

  it('is diagnosed the same when it is large enough to be prefiltered as when it is read whole', () => {
    const fault = [
      '2026-01-02 03:04:05.678901+00:00 [error] <0.680.0> closing AMQP connection <0.680.0> (10.1.2.3:41234 -> 10.1.0.9:5672):',
      '2026-01-02 03:04:05.678901+00:00 [error] <0.680.0> missed heartbeats from client, timeout: 60s',
    ].join('\n');
    const filler =
      '2026-01-02 03:04:01.000000+00:00 [info] <0.223.0> Feature flags:   [ ] drop_unroutable_metric\n';
    const encode = (text: string) => new TextEncoder().encode(text);
    const facts = (report: Report) =>
      report.diagnoses.map(({ runbook, facts: known, count, firstSeen }) => ({
        runbook,
        known,
        count,
        firstSeen,
      }));

    const small = triageBytes(encode(`${filler}${fault}\n${filler}`));
    const large = triageBytes(
      ...Array.from({ length: 4 }, () => encode(filler.repeat(10_000))),
      encode(`${fault}\n`),
      encode(filler.repeat(10_000)),
    );

    expect(facts(large)).toEqual(facts(small));
    expect(large.diagnoses[0]?.evidence[0]?.line).toBe(40_001);
    expect(facts(small)).toHaveLength(1);
  });
});
