import { describe, expect, it } from 'vitest';
import { observe } from '../../../../src/observe/observe.ts';

function records(text: string): string[] {
  return observe(text, { name: 'paste.txt' }).observations.map(({ form, text: said }) => `${form} ${said}`);
}

describe('an error pasted alone', () => {
  it.each([
    'ORA-12520: TNS:listener could not find available handler',
    'Errno::ENFILE: Too many open files in system - accept(2)',
    'AMQ219014: Timed out waiting for response when sending packet 45',
    'Error: Command queue overflow. If you see this, please report it.',
    'Error Domain=NSPOSIXErrorDomain Code=61 "Connection refused" UserInfo={',
    'amqp:session:window-violation',
    '(Postgrex.Error) connection closed by the pool, see the logs',
    'cmd=psubscribe scheduled to be closed as it fell behind.',
  ])('is a message, not source text or prose: %s', (line) => {
    expect(records(line)).toEqual([`bare ${line}`]);
  });

  it('stays what a person wrote when a ticket or a sentence only names it', () => {
    expect(records('KAFKA-12345: Fix the handling of expired sessions')[0]).toMatch(/^prose/);
    expect(records('You should look at ORA-12519 when your pool is too small, please.')[0]).toMatch(/^prose/);
  });

  it('is one record as Node inspects it and as Erlang prints it', () => {
    const inspected = `{ condition: { contents: 'amqp:connection:framing-error' },
  description: 'the frame was too short',
  info: null }`;
    const term = `{badmatch,
    {error,
        {could_not_start_listener, "::", 5672, eaddrinuse}}}`;

    expect(records(inspected)).toEqual([`bare ${inspected}`]);
    expect(records(term)).toEqual([`bare ${term}`]);
    expect(records('{error,nodedown}')).toEqual(['bare {error,nodedown}']);
  });

  it('names both ends of the channel that Netty shows', () => {
    const line = 'Error: read failed. Channel: [id: 0x1f, L:/10.4.0.8:40404 - R:redis.local/10.4.0.9:6379]';
    expect(observe(line, { name: 'paste.txt' }).observations[0]?.fields).toMatchObject({
      client: '10.4.0.8:40404',
      server: '10.4.0.9:6379',
    });
  });

  it('is read through the entities of the page it was copied from', () => {
    expect(records('ConnectionError: &#39;mq1&#39; &lt;refused&gt; &amp; gone &#0; &madeup;')).toEqual([
      "trace ConnectionError: 'mq1' <refused> & gone &#0; &madeup;",
    ]);
  });

  it('keeps entities of control characters, and decodes letters and blanks', () => {
    expect(records('ConnectionError: h&ocirc;te&nbsp;mq1 &#10; refused &#27; &#55357;')).toEqual([
      'trace ConnectionError: hôte mq1 &#10; refused &#27; &#55357;',
    ]);
  });

  it('is no prose for the rules that openssl draws around it', () => {
    const said = records(`CONNECTED(00000003)
write:errno=104
---
no peer certificate available
---
SSL handshake has read 0 bytes and written 293 bytes`);

    expect(said.filter((record) => record.startsWith('bare')).join('\n')).toContain('no peer certificate');
  });
});
