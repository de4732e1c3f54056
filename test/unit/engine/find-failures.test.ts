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

it('a large log is searched for a number that a runbook names, though as an error it is looked for with a word before it', () => {
  const named = compiledOf({
    id: 'named',
    signals: { seen: { says: 'named', confidence: 0.9, on: 'log', text: ['(111)'] } },
    when: 'seen',
  });

  const { diagnoses } = triageText([refused, named], `${ordinary}[error] stopped (111) at once\n${ordinary}`);

  expect(diagnoses.map(({ runbook }) => runbook)).toEqual(['named']);
});

it.each([
  ['(?s)planned.*work', 'planned\nwork'],
  ['[[:alpha:]]+ drill', 'fire drill'],
  ['(?i)PLANNED', 'planned'],
])('a pattern of `except` may have the syntax of RE2: %s', (except, said) => {
  const runbook = compiledOf({
    id: 'down',
    signals: { seen: { says: 'down', confidence: 0.9, on: 'log', text: ['link down'], except: [except] } },
    when: 'seen',
  });

  expect(triageText([runbook], 'ERROR link down').diagnoses).toHaveLength(1);
  expect(triageText([runbook], `ERROR link down, ${said}`).diagnoses).toEqual([]);
});
