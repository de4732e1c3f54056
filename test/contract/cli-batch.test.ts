import { describe, expect, it } from 'vitest';
import { runHalfopen } from '../support/run-halfopen.ts';
import { runInProcess } from '../support/run-in-process.ts';

type Answer = Record<string, unknown> & { diagnoses: { runbook: string; evidence: object[] }[] };

const MISSED = [
  '2026-01-02 03:04:05.678901+00:00 [error] <0.680.0> closing AMQP connection <0.680.0> (10.1.2.3:41234 -> 10.1.0.9:5672 - billing):',
  '2026-01-02 03:04:05.678901+00:00 [error] <0.680.0> missed heartbeats from client, timeout: 60s',
].join('\n');

async function runBatch(lines: readonly string[]): Promise<{ code: number; answers: Answer[] }> {
  const { code, stdout } = await runHalfopen(['triage', '--batch'], lines.join('\n'));
  return {
    code,
    answers: stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  };
}

describe('halfopen triage --batch', () => {
  it('answers each case on its own line, in the order given', async () => {
    const { code, answers } = await runBatch([
      JSON.stringify({ id: 'sick', inputs: [{ text: MISSED, role: 'broker', name: 'broker.log' }] }),
      JSON.stringify({ id: 'healthy', inputs: [{ text: 'all is well\n' }] }),
      '',
      JSON.stringify({ id: 3, inputs: [{ text: MISSED }] }),
    ]);

    expect(code).toBe(0);
    expect(answers.map(({ id, diagnoses }) => [id, diagnoses.map(({ runbook }) => runbook)])).toEqual([
      ['sick', ['missed-heartbeats']],
      ['healthy', []],
      [3, ['missed-heartbeats']],
    ]);
    expect(answers[0]?.['inputs']).toMatchObject([{ input: 'broker.log', role: 'broker', unreadLines: 0 }]);
    expect(answers[0]?.diagnoses[0]?.evidence[0]).toMatchObject({ input: 'broker.log', line: 1 });
  });

  it('answers a case that fails with its error, and goes on', async () => {
    const { code, answers } = await runBatch([
      '{not JSON',
      JSON.stringify({ id: 'no-inputs' }),
      JSON.stringify({ id: 'role', inputs: [{ text: 'x', role: 'nobody' }] }),
      JSON.stringify({ id: 'fine', inputs: [] }),
    ]);

    expect(code).toBe(0);
    expect(answers).toMatchObject([
      { id: null, error: expect.stringContaining('line 1') },
      { id: 'no-inputs', error: expect.stringContaining('inputs') },
      { id: 'role', error: expect.stringContaining('role') },
      { id: 'fine', diagnoses: [] },
    ]);
  });

  it('refuses what it cannot print', async () => {
    const { code, stdout, stderr } = await runInProcess(['triage', '--batch', '--markdown']);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('--batch');
  });
});
