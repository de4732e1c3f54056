import { describe, expect, it } from 'vitest';
import { addressOf } from '../../../src/model/address.ts';

describe('the address of an end', () => {
  it.each([
    ['10.0.0.1:5672', '10.0.0.1'],
    ['10.0.0.1', '10.0.0.1'],
    ['mq-1.example.com:5672', 'mq-1.example.com'],
    ['mq-1', 'mq-1'],
    ['Sensor-7', 'Sensor-7'],
    ['localhost:amqp', 'localhost'],
    ['0.0.0.0:*', '0.0.0.0'],
    ['[2001:db8::1]:5672', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[::1]:40000', '::1'],
    ['2001:db8::1', '2001:db8::1'],
    ['2001:DB8::2', '2001:db8::2'],
    ['2001:db8:0:0:0:0:0:1', '2001:db8:0:0:0:0:0:1'],
    ['2001:db8:0:0:0:0:0:1:5672', '2001:db8:0:0:0:0:0:1'],
    ['2001:db8::1:51234', '2001:db8::1'],
    ['2001:db8::', '2001:db8::'],
    ['::1', '::1'],
    [':::5672', '::'],
    ['fe80::1%eth0', 'fe80::1'],
    ['[fe80::1%eth0]:5672', 'fe80::1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['::ffff:10.0.0.1:5672', '10.0.0.1'],
    ['[::ffff:10.0.0.1]:5672', '10.0.0.1'],
  ])('of %s is %s', (end, address) => {
    expect(addressOf(end)).toBe(address);
  });

  it('keeps hosts apart that differ in the last group only', () => {
    expect(addressOf('2001:db8::1')).not.toBe(addressOf('2001:db8::2'));
  });
});
