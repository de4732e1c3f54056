import { describe, expect, it } from 'vitest';
import { openCapture } from '../../../src/engine/large-captures.ts';
import type { Line } from '../../../src/observe/line.ts';

const CLIENT = '10.0.0.5.40001';
const SERVER = '10.0.0.9.5672';
const HANDSHAKE = `04:00:00.000000 IP ${CLIENT} > ${SERVER}: Flags [S], seq 100, win 64240, length 0
04:00:00.000100 IP ${SERVER} > ${CLIENT}: Flags [S.], seq 900, ack 101, win 65160, length 0
04:00:00.000200 IP ${CLIENT} > ${SERVER}: Flags [.], ack 901, win 502, length 0
`;
const CLOSED = `04:00:09.000000 IP ${SERVER} > ${CLIENT}: Flags [F.], seq 901, ack 101, win 509, length 0
04:00:09.000050 IP ${CLIENT} > ${SERVER}: Flags [.], ack 902, win 502, length 0
`;
const ANSWERED = `04:00:30.000000 IP ${CLIENT} > ${SERVER}: Flags [F.], seq 101, ack 902, win 502, length 0
04:00:30.000100 IP ${SERVER} > ${CLIENT}: Flags [.], ack 102, win 509, length 0
`;

/** What is seen of the connections, and the lines that were none of the capture's. */
function readPieces(...pieces: string[]) {
  const others: Line[] = [];
  const capture = openCapture({ name: 'capture.txt' }, (lines) => void others.push(...lines));
  let line = 1;
  const taken = pieces.map((piece, nth) => {
    const bytes = new TextEncoder().encode(piece);
    const isTaken = nth === 0 ? capture.begin(bytes, line) : capture.goOn(bytes, line);
    line += piece.split('\n').length - 1;
    return isTaken;
  });
  const { observations } = capture.end();
  return { taken, others: others.map(({ text }) => text), observations };
}

describe('a capture that comes in pieces', () => {
  it('has one connection where its packets lie in several of them', () => {
    const { taken, observations } = readPieces(HANDSHAKE, CLOSED, ANSWERED);

    expect(taken).toEqual([true, true, true]);
    expect(observations).toHaveLength(1);
    expect(observations[0]?.fields).toMatchObject({ packets: 7, closedBy: 'server', finBy: 'both' });
    expect(observations[0]?.fields).not.toHaveProperty('finUnansweredSec');
  });

  it('reads a packet whose second line comes with the next piece', () => {
    const head =
      '04:00:31.000000 IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 52)\n';
    const below = `    ${CLIENT} > ${SERVER}: Flags [R], cksum 0x1 (correct), seq 102, win 0, length 0\n`;

    const { observations } = readPieces(`${HANDSHAKE}${head}`, below);

    expect(observations[0]?.fields).toMatchObject({ packets: 4, rstBy: 'client' });
  });

  it('ends where a log begins', () => {
    const log = Array.from({ length: 100 }, (_, i) => `worker ${i} has nothing to do\n`).join('');

    const { taken, others, observations } = readPieces(HANDSHAKE, CLOSED + log, ANSWERED);

    expect(taken).toEqual([true, true, false]);
    expect(others).toHaveLength(100);
    expect(observations[0]?.fields).toMatchObject({ packets: 5 });
  });

  it('is none where no packet stands first', () => {
    expect(readPieces('worker 1 has nothing to do\n').taken).toEqual([false]);
  });
});
