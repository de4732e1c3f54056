import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../../support/built-in-runbooks.ts';
import { triageWith } from '../../support/triage-text.ts';

const engine = builtInEngine();
const halfOpen = (text: string) =>
  triageWith(engine, text).diagnoses.find(({ runbook }) => runbook === 'half-open-connection');

const SYN = '09:00:01.100 IP 10.92.1.7.40001 > 10.92.0.3.5432: Flags [S], seq 7000, win 64240, length 0\n';
const reply = (flags: string, ack: number) =>
  `09:00:01.101 IP 10.92.0.3.5432 > 10.92.1.7.40001: Flags [${flags}], ${flags.includes('S') ? 'seq 91000, ' : ''}ack ${ack}, win 501, length 0\n`;
const RST = '09:00:01.102 IP 10.92.1.7.40001 > 10.92.0.3.5432: Flags [R], seq 555000, win 0, length 0\n';

describe('a SYN on the ports of a connection that the server still has', () => {
  it('is answered by an acknowledgement of the old sequence, which the client resets', () => {
    const found = halfOpen(`${SYN}${reply('.', 555_000)}${RST}`);

    expect(found?.confidence).toBeGreaterThan(0.8);
    expect(JSON.stringify(found)).toContain('10.92.0.3:5432');
  });

  it.each([
    ['SYN-ACK', `${SYN}${reply('S.', 7001)}`],
    ['refusal', `${SYN}${reply('R.', 7001)}`],
    [
      'acknowledgement of the repeated SYN of an open connection',
      `${SYN}${reply('S.', 7001)}${SYN}${reply('.', 1)}`,
    ],
  ])('is no such connection where the answer is a %s', (_, packets) => {
    expect(halfOpen(packets)).toBeUndefined();
  });
});
