import { describe, expect, it } from 'vitest';
import { indexBeginnings } from '../../../src/detect/beginnings.ts';
import { createContinuations } from '../../../src/detect/continuations.ts';

const continuations = createContinuations(() =>
  indexBeginnings([
    'Lease of {client} was revoked by the warden after {n:int} seconds',
    'Lease of {client} was renewed by the warden',
    'Tap {n:int} of the barrel is closed for good',
    'Tap {n:int} of the barrel is closing',
    'Shard {shard} rejected the handshake: epoch too old',
    'Shard {shard} rejected the handshake: epoch too old for this ring',
  ]),
);

describe('a message whose end was cut off', () => {
  it('is completed by the only message that it can be', () => {
    expect(continuations('Lease of pump-7 was revoked by the war').texts).toEqual([
      'Lease of pump-7 was revoked by the warden after 12 seconds',
    ]);
  });

  it('has something in each hole that the cut left empty', () => {
    expect(continuations('Lease of pump-7 was revoked by the warden after $').texts).toEqual([
      'Lease of pump-7 was revoked by the warden after 12 seconds',
    ]);
  });

  it('may go on behind what fills a hole only where its line ends at the edge of a terminal', () => {
    const cut = 'Lease of pump-7 was revoked by the warden after 5';

    expect(continuations(cut).texts).toEqual([]);
    expect(continuations(cut, true).texts).toEqual([`${cut} seconds`]);
  });

  it('may have been each of those that begin alike', () => {
    expect(continuations('Tap 3 of the barrel is clos').texts).toEqual([
      'Tap 3 of the barrel is closed for good',
      'Tap 3 of the barrel is closing',
    ]);
  });

  it.each(['…', '...', '$', '>'])(
    'is known by %s at its end, though the cut went between two words',
    (mark) => {
      const { texts, isSure } = continuations(`Lease of pump-7 was revoked by the${mark}`);

      expect({ texts, isSure }).toEqual({
        texts: ['Lease of pump-7 was revoked by the warden after 12 seconds'],
        isSure: true,
      });
    },
  );

  it('is left alone where it may also be complete', () => {
    expect(continuations('Shard 4 rejected the handshake: epoch too old').texts).toContain(
      'Shard 4 rejected the handshake: epoch too old',
    );
  });

  it('is left alone where hardly anything of it is there', () => {
    expect(continuations('Lease of pump-7 w').texts).toEqual([]);
  });

  it('is left alone where another text follows', () => {
    expect(continuations('Lease of pump-7 was revoked by the operator').texts).toEqual([]);
  });
});
