import { describe, expect, it } from 'vitest';
import { compileMessages } from '../../../src/engine/compile-messages.ts';
import type { CataloguedMessage } from '../../../src/model/message.ts';
import { compileRunbook } from '../../../src/runbooks/compile-runbook.ts';
import { runbookOf } from '../../support/runbook-of.ts';
import { triageText } from '../../support/triage-text.ts';

const EVENTS = [
  { id: 'connection-reset', means: 'the other end answered with RST', healthy: false, symptom: false },
  { id: 'login-refused', means: 'a login was refused', healthy: false, symptom: false },
  { id: 'retrying', means: 'another try is announced', healthy: true, symptom: false },
];

function message(text: string, event: string, more: Partial<CataloguedMessage> = {}): CataloguedMessage {
  return { product: 'test', text, event, ...more };
}

/** The runbooks that speak on a log line, where each event has one. */
function spoken(messages: readonly CataloguedMessage[], line: string): string[] {
  const { patterns } = compileMessages(messages, EVENTS);
  const runbooks = EVENTS.filter(({ healthy }) => !healthy).map(({ id }) =>
    compileRunbook(
      runbookOf({
        id,
        signals: { told: { says: 'a message tells it', confidence: 0.7, on: 'log', event: [id] } },
        when: 'told',
      }),
      patterns,
    ),
  );
  return triageText(runbooks, `2026-11-22 08:04:38.200 [error] ${line}`).diagnoses.map(
    ({ runbook }) => runbook,
  );
}

describe('the catalogue', () => {
  it('gives the event that a message tells of to the runbook that names it', () => {
    const messages = [message('peer {address} reset the connection in the middle', 'connection-reset')];

    expect(spoken(messages, 'peer 10.0.0.7:4000 reset the connection in the middle')).toEqual([
      'connection-reset',
    ]);
    expect(spoken(messages, 'peer 10.0.0.7:4000 closed the connection in the end')).toEqual([]);
  });

  it('lets the longer message decide where one stands within another', () => {
    const messages = [
      message('the connection was reset by the other end', 'connection-reset'),
      message(
        'will try again in {seconds:int} s because the connection was reset by the other end',
        'retrying',
      ),
    ];

    expect(spoken(messages, 'the connection was reset by the other end')).toEqual(['connection-reset']);
    expect(
      spoken(messages, 'will try again in 5 s because the connection was reset by the other end'),
    ).toEqual([]);
  });

  it('says nothing of a text that two products print for different events', () => {
    const messages = [
      message('the session of the client has ended unexpectedly', 'connection-reset'),
      message('the session of the client has ended unexpectedly', 'login-refused', { product: 'other' }),
    ];

    expect(spoken(messages, 'the session of the client has ended unexpectedly')).toEqual([]);
  });

  it('takes a short text whose meaning is doubtful for nothing', () => {
    expect(
      spoken([message('Unexpected end', 'connection-reset', { doubtful: true })], 'Unexpected end'),
    ).toEqual([]);
    expect(spoken([message('Unexpected end', 'connection-reset')], 'Unexpected end')).toEqual([
      'connection-reset',
    ]);
  });

  it('knows an exception by its name where its text alone is unclear', () => {
    const messages = [
      message('Connection is closed', 'connection-reset', { exception: 'RedisException' }),
      message('Connection is closed', 'retrying', { level: 'debug' }),
      message('Connection is not ready', 'login-refused', { exception: 'PoolException', doubtful: true }),
    ];

    expect(spoken(messages, 'worker failed: RedisException: Connection is closed')).toEqual([
      'connection-reset',
    ]);
    expect(spoken(messages, 'worker done: Connection is closed')).toEqual([]);
    expect(spoken(messages, 'PoolException: Connection is not ready')).toEqual(['login-refused']);
    expect(spoken(messages, 'Connection is not ready')).toEqual([]);
  });

  it('knows an exception with a short text by its name', () => {
    const messages = [message('closed', 'connection-reset', { exception: 'StreamLostError' })];

    expect(spoken(messages, 'worker failed: StreamLostError: closed')).toEqual(['connection-reset']);
    expect(spoken(messages, 'worker failed: closed')).toEqual([]);
  });

  it('matches a message within a longer one of the same event and product once', () => {
    const messages = [
      message('the peer reset its connection', 'connection-reset'),
      message('giving up on {queue}: the peer reset its connection', 'connection-reset'),
    ];

    const { patterns, sources } = compileMessages(messages, EVENTS);

    expect(patterns.get('connection-reset')?.map(({ source }) => source)).toEqual([messages[0]?.text]);
    expect(sources).toEqual(messages.map(({ text }) => text));
    expect(spoken(messages, 'giving up on mails: the peer reset its connection')).toEqual([
      'connection-reset',
    ]);
  });
});
