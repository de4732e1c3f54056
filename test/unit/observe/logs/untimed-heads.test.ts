import { describe, expect, it } from 'vitest';
import { observe } from '../../../../src/observe/observe.ts';

describe('a record whose time was left off', () => {
  it.each([
    [
      'nginx',
      '[error] 70#70: *9 mill wheel prematurely closed',
      'mill wheel prematurely closed',
      'nginx',
      'error',
    ],
    [
      'ActiveMQ',
      '| WARN  | Mill wheel: tcp://10.6.0.2:51616 stopped | org.mill.Wheel | Wheel Task',
      'Mill wheel: tcp://10.6.0.2:51616 stopped | org.mill.Wheel | Wheel Task',
      'activemq',
      'warning',
    ],
  ])('of %s is a record of its log', (_, line, text, product, level) => {
    const [record] = observe(line, { name: 'paste' }).observations;

    expect(record).toMatchObject({ form: 'log', text, fields: { product, level } });
  });

  it('is none where it is a row of a table', () => {
    const [row] = observe('| ERROR | The wheel is stuck | Free it |', { name: 'paste' }).observations;

    expect(row?.form).toBe('prose');
  });
});
