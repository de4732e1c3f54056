import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitDelivery } from '../../../../src/adapters/lambda/split-delivery.ts';

interface Delivery {
  logGroup: string;
  logEvents: readonly { message: string }[];
  owner: string;
}

const split = (delivery: object, mostBytes: number) =>
  [...splitDelivery(Buffer.from(JSON.stringify(delivery)), mostBytes)].map((part) => part.toString());
const events = (...messages: string[]) => ({
  logGroup: '/mq',
  logEvents: messages.map((message) => ({ message })),
  owner: '1',
});
const messagesOf = (part: string) => (JSON.parse(part) as Delivery).logEvents.map(({ message }) => message);

describe('a delivery that is too large', () => {
  it('comes in parts that fit, each with its log group, in order', () => {
    const parts = split(events('one', 'two', 'three', 'four'), 40);

    expect(parts.map(messagesOf)).toEqual([
      ['one', 'two'],
      ['three', 'four'],
    ]);
    expect(parts.map((part) => (JSON.parse(part) as Delivery).logGroup)).toEqual(['/mq', '/mq']);
    expect(parts.map((part) => (JSON.parse(part) as Delivery).owner)).toEqual(['1', '1']);
  });

  it('keeps an event that alone is larger than a part', () => {
    const parts = split(events('x', 'y'.repeat(100), 'z'), 50);

    expect(parts.map(messagesOf)).toEqual([['x'], ['y'.repeat(100)], ['z']]);
  });

  it('is not cut where it fits', () => {
    expect(split(events('one'), 1_000)).toHaveLength(1);
  });

  it.each([
    ['no list of events', { logGroup: 'x'.repeat(60) }],
    ['a log group that is called like the list', { logGroup: 'logEvents', more: ['x'.repeat(60)] }],
    ['an empty list', { logGroup: 'x'.repeat(60), logEvents: [] }],
  ])('comes back as it is: %s', (_, delivery) => {
    expect(split(delivery, 50)).toEqual([JSON.stringify(delivery)]);
  });

  it('loses and changes nothing, whatever quotes, backslashes and brackets its messages hold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[\\"[\]{},:a\u00e9\u{1F600}]*$/u)),
        fc.integer({ min: 1, max: 200 }),
        (messages, mostBytes) => {
          expect(split(events(...messages), mostBytes).flatMap(messagesOf)).toEqual(messages);
        },
      ),
      { seed: 3, numRuns: 300 },
    );
  });
});
