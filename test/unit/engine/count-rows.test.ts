import { expect, it, vi } from 'vitest';
import { createEngine } from '../../../src/engine/triage.ts';
import { decode } from '../../../src/observe/wrappers/decode.ts';

vi.mock('../../../src/observe/wrappers/decode.ts', { spy: true });

const ROWS = 80_000;
/** Half a megabyte at a time, as files are read. */
const CHUNK_ROWS = 7_000;
const HEADER = 'State      Recv-Q Send-Q Local Address:Port  Peer Address:Port\n';

function row(i: number): string {
  const state = ['ESTAB', 'ESTAB', 'CLOSE-WAIT', 'TIME-WAIT'][i % 4] ?? '';
  return `${state.padEnd(10)} 0      0      10.0.${i >> 14}.1:${10_000 + (i % 16_384)}  10.0.0.9:5672\n`;
}

it('a table of more rows than are kept is counted to its end, and most of it is never made text', () => {
  const triage = createEngine([]).start();
  const input = triage.open({ name: 'ss.txt' });
  const encoder = new TextEncoder();
  for (let from = 0; from < ROWS; from += CHUNK_ROWS) {
    const rows = Array.from({ length: Math.min(CHUNK_ROWS, ROWS - from) }, (_, i) => row(from + i));
    input.write(encoder.encode((from === 0 ? HEADER : '') + rows.join('')));
  }
  input.end();
  const { states, inputs } = triage.report();
  const decoded = vi.mocked(decode).mock.calls.reduce((sum, [bytes]) => sum + bytes.length, 0);

  expect(Object.fromEntries(states.map(({ state, count }) => [state, count]))).toEqual({
    ESTABLISHED: ROWS / 2,
    CLOSE_WAIT: ROWS / 4,
    TIME_WAIT: ROWS / 4,
  });
  expect(inputs[0]?.records).toBe(ROWS);
  expect(decoded).toBeLessThan(ROWS * row(0).length * 0.6);
});
