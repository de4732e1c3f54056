import { describe, expect, it } from 'vitest';
import { compiledOf } from '../../support/runbook-of.ts';
import { triageText } from '../../support/triage-text.ts';

const refused = compiledOf({
  id: 'refused',
  signals: {
    seen: {
      says: 'refused',
      confidence: 0.9,
      on: 'log',
      where: { errno: 'ECONNREFUSED', operation: 'connect' },
    },
  },
  when: 'seen',
});
const ordinary = '2026-11-22 05:02:13.494 [info] accepting a connection, all is well\n'.repeat(40_000);

describe('a log too large to be read whole', () => {
  it.each([
    'java.net.ConnectException: В соединении отказано',
    'java.net.ConnectException: Liaison: Échec, Connexion refusée',
    'connect failed, [Errno 111]',
    'socket error 10061',
    'WSA socket error #10061',
    'connect() failed (111: Verbindungsaufbau abgelehnt)',
    'rpc: connect returned -111',
    'unable to connect to the server(111)',
    '{error,econnrefused}',
    'kind: ConnectionRefused',
  ])('is searched for a failure in each of its spellings: %s', (said) => {
    const log = `${ordinary}2026-11-22 05:02:14.494 [error] ${said}\n${ordinary}`;

    const { diagnoses } = triageText([refused], log);

    expect(diagnoses.map(({ runbook }) => runbook)).toEqual(['refused']);
  });
});
