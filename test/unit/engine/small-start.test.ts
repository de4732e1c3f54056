import { expect, it, vi } from 'vitest';
import { builtInPatternIndex, builtInRunbooks } from '../../../src/adapters/package-files.ts';
import { createEngine } from '../../../src/engine/triage.ts';

const PASTED = `2026-11-28 10:00:00.123 [error] <0.1234.0> closing AMQP connection <0.1234.0> (10.0.0.5:41234 -> 10.0.0.9:5672):
missed heartbeats from client, timeout: 60s
Error: write EPIPE
`;
/** Of some 1.8 million characters: the patterns that these lines may meet, and the prose of what is diagnosed. */
const MOST_PARSED_CHARS = 340_000;

it('three pasted lines have a small part of the runbooks parsed', () => {
  const runbooks = builtInRunbooks();
  const patterns = builtInPatternIndex();
  const parse = vi.spyOn(JSON, 'parse');

  const triage = createEngine(runbooks, undefined, patterns).start();
  const input = triage.open({ name: 'paste' });
  input.write(new TextEncoder().encode(PASTED));
  input.end();
  const { diagnoses } = triage.report();
  const parsed = parse.mock.calls.reduce((sum, [text]) => sum + text.length, 0);
  parse.mockRestore();

  expect(diagnoses[0]?.runbook).toBe('missed-heartbeats');
  expect(parsed).toBeLessThan(MOST_PARSED_CHARS);
});
