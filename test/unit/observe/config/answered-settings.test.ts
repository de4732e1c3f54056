import { describe, expect, it } from 'vitest';
import { observe } from '../../../../src/observe/observe.ts';

function settings(text: string): string[] {
  return observe(text, { name: 'paste.txt' })
    .observations.filter(({ kind }) => kind === 'setting')
    .map(({ fields }) => `${fields['product']} ${fields['name']} ${fields['value'] ?? fields['text']}`);
}

describe('settings that a server was asked for', () => {
  it('are the numbered pairs below CONFIG GET, but no password', () => {
    const answer = `10.4.0.9:6379> CONFIG GET *
1) "requirepass"
2) "hunter2"
3) "tcp-keepalive"
4) "300"
5) "maxmemory-policy"
6) "noeviction"`;

    expect(settings(answer)).toEqual(['redis tcp-keepalive 300', 'redis maxmemory-policy noeviction']);
  });

  it('are the one value that psql shows, under the name that sysctl has for it', () => {
    const shown = (name: string, value: string) =>
      `postgres=# show ${name};\n ${name} \n${'-'.repeat(name.length + 2)}\n ${value}\n(1 row)\n`;

    expect(settings(shown('tcp_keepalives_idle', '900'))).toEqual(['postgresql tcp_keepalive_time 900']);
    expect(settings(shown('tcp_keepalives_idle', '0'))).toEqual(['postgresql tcp_keepalives_idle 0']);
  });
});

describe('sysctl at a root prompt', () => {
  it('is read with its answer below it, and where it sets a value', () => {
    expect(settings('# sysctl net.ipv4.tcp_keepalive_time\nnet.ipv4.tcp_keepalive_time = 900')).toEqual([
      'kernel tcp_keepalive_time 900',
    ]);
    expect(settings('# sysctl -w net.ipv4.tcp_keepalive_time=300')).toEqual([
      'kernel tcp_keepalive_time 300',
    ]);
  });
});
