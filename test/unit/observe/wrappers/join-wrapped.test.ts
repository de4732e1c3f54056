import { describe, expect, it } from 'vitest';
import { observe } from '../../../../src/observe/observe.ts';

/** The messages of a text's records, and of one line each what stands in it. */
function messagesOf(text: string): string[] {
  return observe(text, { name: 'paste' }).observations.map((one) => one.text);
}

describe('a record whose words were wrapped', () => {
  it.each([
    [
      'at 44 columns',
      '2026-07-01 06:00:01 ERROR store lost its\nconnection to broker-4 while it wrote batch\n9120',
      'lost its connection to broker-4 while it wrote batch 9120',
    ],
    [
      'at 80 columns, by which a terminal may have broken it, too',
      '2026-07-01 06:00:01,204 ERROR mill.intake - the bucket of the third wheel has to\nbe emptied before noon',
      'the bucket of the third wheel has to be emptied before noon',
    ],
    [
      'at 120 columns',
      '2026-07-01 06:00:01,204 ERROR mill.intake - the bucket of the third wheel has been full for more than nine minutes now\nand is emptied',
      'the bucket of the third wheel has been full for more than nine minutes now and is emptied',
    ],
    [
      'behind a colon, where the program writes one line a record',
      '2026-05-05T05:05:05+0000: Client porch-lamp [10.40.1.9:50100] disconnected:\nkeepalive ran out.',
      'Client porch-lamp [10.40.1.9:50100] disconnected: keepalive ran out.',
    ],
    [
      'behind a colon, where each line of syslog bears its head',
      'Jul  1 06:00:01 lb2 proxyd[70]: Listener mq_in has no slot left for the next one.\nPlease see its setting.',
      'Listener mq_in has no slot left for the next one. Please see its setting.',
    ],
    [
      'before a word that is longer than a row',
      '2026-07-01 06:00:01.100 [error] <0.7.0> The store could not be opened, with\n{shutdown,{failed_to_start_child,intake_of_the_mill,{error,no_water_behind_the_wheel}}}',
      'The store could not be opened, with {shutdown,{failed_to_start_child,intake_of_the_mill,{error,no_water_behind_the_wheel}}}',
    ],
    [
      'between usual words at the same column each time',
      '[2026-07-01T06:00:01.013Z]  INFO: mill/9736 on wheel: closed\n(client=porch1)\n[2026-07-01T06:00:01.014Z]  INFO: mill/9736 on wheel: client\nconnected (client=porch1)',
      'connected (client=porch1)',
    ],
    [
      'within a quote of a message without a head',
      "Mill close-reason, initiated by the sluice gate, code=541, text='Unexpected\nException', cause=Water.Gates.SocketTrouble (110) at gate 7: Connection\ntimed out",
      "text='Unexpected Exception', cause=Water.Gates.SocketTrouble (110) at gate 7: Connection timed out",
    ],
  ])('%s is one text', (_, text, expected) => {
    expect(messagesOf(text).at(-1)?.slice(-expected.length)).toBe(expected);
  });

  it('keeps what a terminal broke within a word together', () => {
    const text =
      '2026-07-01 06:00:01,204 ERROR mill.intake - the bucket of the third wheel over-f\nlows since noon, and the fourth one too';

    expect(messagesOf(text)[0]).toContain('over-flows since noon');
  });

  it('keeps a broken word together whose rest looks like a frame of a stack', () => {
    const text =
      '2026-07-01 06:00:01,201 ERROR apps Wheel turned, then it stopped; Error: Heartbe\nat timeout';

    expect(messagesOf(text).join('\n')).toContain('Heartbeat timeout');
  });

  it('leaves the rule below the head of a table alone', () => {
    const text =
      ' pid  | usename | state  | wait\n------+---------+--------+-----\n 9120 | shop    | idle   | Client\n';

    expect(messagesOf(text).join('\n')).not.toContain('wait ---');
  });

  it('leaves lines apart that had room for the next word', () => {
    const text =
      '2026-07-01 06:00:01 ERROR store lost its connection\nwrote nothing\n2026-07-01 06:00:02 ERROR store lost its connection again after a while\n';

    expect(messagesOf(text)[0]).not.toContain('connection wrote');
  });
});

describe("a syslog line with rsyslog's escapes", () => {
  it('has its line breaks again', () => {
    const text = 'Jul  1 06:00:01 mq1 broker[7]: closing the connection:#012 reason: no room#011left';

    expect(messagesOf(text)).toEqual(['closing the connection:\n reason: no room\tleft']);
  });
});
