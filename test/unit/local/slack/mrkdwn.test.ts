import { describe, expect, it } from 'vitest';
import { formatDate } from '../../../../local/slack/page/format-date.ts';
import { type Piece, parseMrkdwn } from '../../../../local/slack/page/parse-mrkdwn.ts';

/** Pieces in short: kind and text. */
function short(pieces: readonly Piece[]): unknown[] {
  return pieces.map((piece) =>
    'inside' in piece ? [piece.kind, ...short(piece.inside)] : [piece.kind, piece.text],
  );
}

describe('mrkdwn on the page', () => {
  it('leaves code as it is to be typed', () => {
    const pieces = parseMrkdwn('Type\n```\ngrep "a*b*c" *x* &lt;0.1.0&gt;\n```and `a_b_c *d*`');

    expect(short(pieces)).toEqual([
      ['text', 'Type\n'],
      ['pre', 'grep "a*b*c" *x* <0.1.0>'],
      ['text', 'and '],
      ['code', 'a_b_c *d*'],
    ]);
  });

  it('styles words, and neither sums nor names', () => {
    expect(short(parseMrkdwn('*b* _i_ ~s~ *see `x` <https://a.example|y>*'))).toEqual([
      ['bold', ['text', 'b']],
      ['text', ' '],
      ['italic', ['text', 'i']],
      ['text', ' '],
      ['strike', ['text', 's']],
      ['text', ' '],
      ['bold', ['text', 'see '], ['code', 'x'], ['text', ' '], ['link', 'y']],
    ]);
    expect(short(parseMrkdwn('2 * 3 * 4, snake_case_name, a*b*c'))).toEqual([
      ['text', '2 * 3 * 4, snake_case_name, a*b*c'],
    ]);
  });

  it('knows links, people, groups, channels, broadcasts and dates', () => {
    const text = '<@U1> <!subteam^S1> <#C1|ops> <!here> <!date^1800000000^{date}|then> https://a.example/x.';

    expect(parseMrkdwn(text).filter(({ kind }) => kind !== 'text')).toEqual([
      { kind: 'user', id: 'U1', text: '' },
      { kind: 'group', id: 'S1', text: '' },
      { kind: 'channel', id: 'C1', text: 'ops' },
      { kind: 'broadcast', id: 'here', text: '' },
      { kind: 'date', seconds: 1_800_000_000, format: '{date}', url: '', text: 'then' },
      { kind: 'link', url: 'https://a.example/x', text: 'https://a.example/x' },
    ]);
  });

  it('makes no link of what would run', () => {
    const [piece] = parseMrkdwn('<javascript:alert(1)|click>');

    expect(piece).toEqual({ kind: 'text', text: 'click' });
  });

  it('sets quotes apart', () => {
    expect(short(parseMrkdwn('said\n&gt; one\n&gt; two\nend'))).toEqual([
      ['text', 'said\n'],
      ['quote', ['text', 'one\ntwo']],
      ['text', 'end'],
    ]);
  });

  it('reads a long text without an end to any style', () => {
    const text = '*a _b ~c <d '.repeat(20_000);

    expect(parseMrkdwn(text)).toHaveLength(1);
  });
});

describe('a date on the page', () => {
  const at = new Date(2027, 0, 15, 8, 5, 9).getTime();
  const on = (format: string, nowMs = at) => formatDate(at / 1000, format, nowMs);

  it('is written as the message asks', () => {
    expect(on('{date_num} {time_secs}')).toBe('2027-01-15 8:05:09 AM');
    expect(on('on {date_short} at {time}')).toBe('on Jan 15, 2027 at 8:05 AM');
    expect(on('{date_long_pretty}')).toBe('today');
    expect(on('{date_pretty}', at + 86_400_000)).toBe('yesterday');
    expect(on('{date_pretty}', at + 200_000_000)).toBe('January 15, 2027');
    expect(on('{ago}', at + 130_000)).toBe('2 minutes ago');
    expect(on('{unknown}')).toBe('{unknown}');
  });
});
