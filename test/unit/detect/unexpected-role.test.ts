import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../../support/built-in-runbooks.ts';
import { triageWith } from '../../support/triage-text.ts';

const engine = builtInEngine();
const text =
  '2024-05-04 10:11:18 ERROR user@mq:15672: Got an exception when receiving data: IO timeout when reading 7 bytes\n';

describe('evidence said to be of another machine than its message comes from', () => {
  it('lowers the confidence, and does not silence the diagnosis', () => {
    const [expected] = triageWith(engine, { role: 'client', text }).diagnoses;
    const [unexpected] = triageWith(engine, { role: 'broker', text }).diagnoses;

    expect(unexpected?.runbook).toBe(expected?.runbook);
    expect(unexpected?.confidence).toBeLessThan(expected?.confidence ?? 0);
  });
});
