import { describe, expect, it } from 'vitest';
import { observe } from '../../../../src/observe/observe.ts';

const read = (...lines: string[]) => observe(lines.join('\n'), { name: 'paste' }).observations;

describe('a program and its process id before each line', () => {
  it('are taken off records, also off the second line of one, between the lines of others', () => {
    const found = read(
      'broker[7]: 2026-02-03 09:15:44.120 [error] <0.733.0> closing AMQP connection <0.733.0> (10.31.0.8:49002 -> 10.31.0.2:5672):',
      'resizer[4410]: still scaling picture 81',
      'broker[7]: missed heartbeats from client, timeout: 30s',
    );

    expect(found.find(({ fields }) => fields['client'] === '10.31.0.8:49002')?.text).toContain(
      'missed heartbeats from client, timeout: 30s',
    );
  });

  it('stay where no record begins behind one, as before the values of a list', () => {
    const found = read('hosts[0]: mq-a.example', 'hosts[1]: mq-b.example');

    expect(found.map(({ text }) => text).join('\n')).toContain('hosts[0]: mq-a.example');
  });
});
