import { expect, it } from 'vitest';
import { builtInEngine } from './support/built-in-runbooks.ts';
import { triageWith } from './support/triage-text.ts';

const engine = builtInEngine();
const first = (text: string) => triageWith(engine, text).diagnoses[0];
const ports = (used: number, limit: number) =>
  `[\n  {\n    "m": "UsedSnatPorts",\n    "v": ${used}\n  },\n  {\n    "m": "AllocatedSnatPorts",\n    "v": ${limit}\n  }\n]\n`;

it('puts a connect that timed out down to the ports of a gateway that are all in use', () => {
  const diagnosis = first(`${ports(2048, 2048)}\ndial tcp 192.0.2.44:5671: i/o timeout\n`);

  expect(diagnosis).toMatchObject({ runbook: 'ephemeral-port-exhaustion', explains: ['connect-timeout'] });
  expect(diagnosis?.why.join('\n')).toContain('2048 of the 2048');
});

it('keeps silent on a gateway with ports to spare', () => {
  expect(first(ports(80, 2048))).toBeUndefined();
  expect(first(ports(1200, 2048))).toBeUndefined();
});
