import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../../support/built-in-runbooks.ts';
import { triageWith } from '../../support/triage-text.ts';

const engine = builtInEngine();
const first = (text: string) => triageWith(engine, text).diagnoses[0]?.runbook;

const trace = (error: string) =>
  `Traceback (most recent call last):\n  File "feed.py", line 31, in publish\n    producer.send(body)\n${error}\n`;

describe('a result of Pulsar’s clients that was raised as an exception', () => {
  it.each([
    ['_pulsar.MessageTooBig: Pulsar error: MessageTooBig', 'message-too-large'],
    ['Exception: Pulsar error: MessageTooBig', 'message-too-large'],
    ['_pulsar.TopicNotFound: Pulsar error: TopicNotFound', 'resource-not-found'],
    ['_pulsar.ConsumerBusy: Pulsar error: ConsumerBusy', 'resource-locked'],
    ['_pulsar.AuthenticationError: Pulsar error: AuthenticationError', 'authentication-failure'],
    [
      '_pulsar.ProducerBlockedQuotaExceededException: Pulsar error: ProducerBlockedQuotaExceededException',
      'publisher-blocked',
    ],
    ['_pulsar.AlreadyClosed: Pulsar error: AlreadyClosed', 'write-to-closed-connection'],
  ])('%s', (error, runbook) => {
    expect(first(trace(error))).toBe(runbook);
  });

  it.each([
    ['Error: Failed to send message: MessageTooBig', 'message-too-large'],
    ['Error: Failed to create consumer: ConsumerBusy', 'resource-locked'],
    ['Error: Failed to create reader: TopicNotFound', 'resource-not-found'],
  ])('of the client for Node: %s', (error, runbook) => {
    expect(first(`2026-04-02T10:11:12.120Z ${error}\n    at async publish (/srv/feed.js:31:5)\n`)).toBe(
      runbook,
    );
  });

  it('is no trouble where a poll found no message in time', () => {
    expect(first(trace('Error: Failed to receive message: TimeOut'))).toBeUndefined();
  });
});
