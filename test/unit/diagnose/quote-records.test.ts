import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../../support/built-in-runbooks.ts';
import { triageWith } from '../../support/triage-text.ts';

const engine = builtInEngine();

function quotes(text: string): string[] {
  const why = triageWith(engine, text).diagnoses[0]?.why ?? [];
  return why.filter((reason) => reason.startsWith('quote: ')).map((reason) => reason.slice('quote: '.length));
}

describe('the reasons quote what the records say that decided:', () => {
  it('a line without its time and level', () => {
    const line =
      '2026-03-02 08:14:07 ERROR [feeder] publish failed, code -11: connect ECONNREFUSED 10.2.0.7:5672';

    expect(quotes(line)).toEqual(['“publish failed, code -11: connect ECONNREFUSED 10.2.0.7:5672”']);
  });

  it('of a trace the line that decided and its neighbours, no frames', () => {
    const trace = [
      'Exception in thread "main" shop.FeedException: tick 4711 was not stored',
      '\tat shop.Feed.store(Feed.java:88)',
      'Caused by: java.net.ConnectException: Connection refused',
      '\tat java.base/sun.nio.ch.Net.pollConnect(Native Method)',
    ].join('\n');

    const [quote] = quotes(trace);

    expect(quote).toContain('Connection refused');
    expect(quote).toContain('tick 4711 was not stored');
    expect(quote).not.toContain('Feed.java');
  });

  it('without lines that only frame it', () => {
    const alarm = [
      '2026-11-22 08:03:59.858440+00:00 [warning] <0.287.0> memory resource limit alarm set on node rabbit@mq01.',
      '2026-11-22 08:03:59.858440+00:00 [warning] <0.287.0> ',
      `2026-11-22 08:03:59.858440+00:00 [warning] <0.287.0> ${'*'.repeat(58)}`,
      '2026-11-22 08:03:59.858440+00:00 [warning] <0.287.0> *** Publishers will be blocked until this alarm clears ***',
    ].join('\n');

    expect(quotes(alarm)).toEqual([
      '“memory resource limit alarm set on node rabbit@mq01. *** Publishers will be blocked until this alarm clears ***”',
    ]);
  });

  it('of a long line the part around the words that decided', () => {
    const line = `2026-03-02 08:14:07 ERROR ${'batch of the night '.repeat(30)}ended: connect ECONNREFUSED 10.2.0.7:5672 after 3 tries`;

    const [quote] = quotes(line);

    expect(quote).toMatch(/^“….*ECONNREFUSED 10\.2\.0\.7:5672/);
    expect(quote?.length).toBeLessThan(260);
  });

  it('with its secrets masked', () => {
    const line = '2026-03-02 08:14:07 ERROR connect ECONNREFUSED for amqp://shop:s3cr3t-pw@mq.example:5672/';

    expect(quotes(line).join(' ')).toContain('ECONNREFUSED');
    expect(quotes(line).join(' ')).not.toContain('s3cr3t');
  });
});
