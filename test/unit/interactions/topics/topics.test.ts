import { describe, expect, it } from 'vitest';
import { findTopic, TOPICS } from '../../../../src/interactions/topics/find-topic.ts';
import { TCP_STATES } from '../../../../src/interactions/topics/tcp-states.ts';
import { compiledBuiltInRunbooks } from '../../../support/built-in-runbooks.ts';

const RUNBOOKS = compiledBuiltInRunbooks().map(({ id }) => id);

/** Each state as the Linux kernel names it, and how ss, netstat, BSD, Windows and PowerShell print it. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  LISTEN: ['LISTEN', 'LISTENING', 'Listen'],
  SYN_SENT: ['SYN_SENT', 'SYN-SENT', 'SynSent'],
  SYN_RECV: ['SYN_RECV', 'SYN-RECV', 'SYN_RECEIVED', 'SynReceived'],
  ESTABLISHED: ['ESTABLISHED', 'ESTAB', 'Established'],
  FIN_WAIT_1: ['FIN_WAIT1', 'FIN_WAIT_1', 'FIN-WAIT-1', 'FinWait1'],
  FIN_WAIT_2: ['FIN_WAIT2', 'FIN_WAIT_2', 'FIN-WAIT-2', 'FinWait2'],
  CLOSE_WAIT: ['CLOSE_WAIT', 'CLOSE-WAIT', 'CloseWait', 'close wait'],
  CLOSING: ['CLOSING', 'Closing'],
  LAST_ACK: ['LAST_ACK', 'LAST-ACK', 'LastAck'],
  CLOSE: ['CLOSED', 'CLOSE', 'UNCONN'],
  TIME_WAIT: ['TIME_WAIT', 'TIME-WAIT', 'TimeWait', ' time_wait '],
};

describe('what can be explained', () => {
  it.each(Object.entries(SPELLINGS).flatMap(([name, printed]) => printed.map((word) => ({ name, word }))))(
    '$word is $name, as the tools print it',
    ({ name, word }) => {
      expect(findTopic(word)?.name).toBe(name);
    },
  );

  it.each([
    ['half open', 'half-open'],
    ['dead peer', 'half-open'],
    ['Recv-Q', 'Recv-Q'],
    ['send queue', 'Send-Q'],
    ['ECONNRESET', 'RST'],
    ['connection.blocked', 'memory alarm'],
    ['SO_KEEPALIVE', 'keepalive'],
    ['missed heartbeats', 'heartbeat'],
  ])('“%s” finds %s', (word, name) => {
    expect(findTopic(word)?.name).toBe(name);
  });

  it.each(['', ' ', 'frobnicate', '__proto__', 'CLOSE_WAIT of what'])('nothing is found for “%s”', (word) => {
    expect(findTopic(word)).toBeUndefined();
  });

  it('has one meaning for each way to write it', () => {
    const plain = (word: string) => word.toLowerCase().replaceAll(/[\s_-]+/g, '');
    const ways = TOPICS.flatMap(({ name, aliases }) => [...new Set([name, ...aliases].map(plain))]);

    expect(ways.filter((way, i) => ways.indexOf(way) !== i)).toEqual([]);
  });

  it.each(TOPICS)('$name sends its reader to runbooks that exist', ({ runbooks }) => {
    expect(runbooks.length).toBeGreaterThan(0);
    expect(runbooks.filter((id) => !RUNBOOKS.includes(id))).toEqual([]);
    expect(new Set(runbooks).size).toBe(runbooks.length);
  });

  it.each(TOPICS)('$name has a picture no wider than a phone turned sideways', ({ diagram }) => {
    const tooWide = diagram.split('\n').filter((line) => Array.from(line).length > 70);

    expect(tooWide).toEqual([]);
    expect(diagram).not.toContain('```');
  });

  it.each(TOPICS)('$name tells what it means, when it is fine, when not, and how to look', (topic) => {
    const { means, fine, trouble, look, source } = topic;

    for (const text of [means, fine, trouble]) expect(text.length).toBeGreaterThan(10);
    expect(look).toMatch(/\b(?:ss|rabbitmqctl|rabbitmq-diagnostics|tcpdump)\b/);
    expect(source).toMatch(/^https:\/\//);
  });

  it.each(TCP_STATES)('the picture of $name shows where in the exchange it stands', ({ diagram, name }) => {
    expect(diagram).toContain(name);
    expect(diagram).toContain('── you are here');
  });
});
