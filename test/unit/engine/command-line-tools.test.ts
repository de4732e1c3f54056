import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../../support/built-in-runbooks.ts';
import { triageWith } from '../../support/triage-text.ts';

const engine = builtInEngine();

describe('what a command-line tool prints, alone', () => {
  it.each([
    ['curl: (56) Recv failure: Connection reset by peer', 'connection-reset'],
    [
      "curl: (7) Failed to connect to mq7.lab port 15672 after 3 ms: Couldn't connect to server",
      'connection-refused',
    ],
    [
      "curl: (28) Failed to connect to mq7.lab port 5672 after 130214 ms: Couldn't connect to server",
      'connect-timeout',
    ],
    ['nc: mq7.lab (10.8.0.7:5672): Connection timed out', 'connect-timeout'],
    ["nc: bad address 'mq7.lab'", 'dns-failure'],
    ['kex_exchange_identification: read: Connection reset by peer', 'connection-reset'],
    ["mysqladmin: connect to server at '10.8.0.9' failed", 'connection-trouble'],
  ])('%s', (line, runbook) => {
    expect(triageWith(engine, `${line}\n`).diagnoses[0]?.runbook).toBe(runbook);
  });
});
