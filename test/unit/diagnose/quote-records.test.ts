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

  it('of a long line also what stands in brackets at its end', () => {
    const line = `2026-03-02 08:14:07 ERROR connect ECONNREFUSED 10.2.0.7:5672 ${'in the batch of the night '.repeat(20)}(gave up after 90s)`;

    expect(quotes(line)[0]).toMatch(/ECONNREFUSED.*… \(gave up after 90s\)”$/);
  });

  it('of a trace of Python what was raised, and where the program raised it', () => {
    const trace =
      'Traceback (most recent call last):\n  File "/srv/feed.py", line 31, in publish\n    producer.send(body)\n  File "/usr/lib/python3/site-packages/pulsar/__init__.py", line 960, in send\n    return self._producer.send(msg)\n_pulsar.MessageTooBig: Pulsar error: MessageTooBig\n';

    const all = quotes(trace);

    expect(all[0]).toContain('Pulsar error: MessageTooBig');
    expect(all).toContain('“File "/srv/feed.py", line 31, in publish”');
  });

  it('the program’s own frame, not that of a library', () => {
    const trace = [
      '2026-03-02 08:14:07 WARN c.z.h.p.ProxyLeakTask - Connection leak detection triggered for conn7 on thread http-1, stack trace follows',
      'java.lang.Exception: Apparent connection leak detected',
      '\tat com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:128)',
      '\tat shop.TariffDao.find(TariffDao.java:58)',
      '\tat shop.TariffController.show(TariffController.java:21)',
    ].join('\n');

    expect(quotes(trace)).toContain('“at shop.TariffDao.find(TariffDao.java:58)”');
  });

  it.each([
    [
      'a setting',
      'amqp:\n    host: mq.example\n    read_write_timeout: 3\n    heartbeat: 0\n',
      '“heartbeat: 0”',
    ],
    ['a count', 'CLOSE_WAIT 812\nESTABLISHED 40\n', '“CLOSE_WAIT 812”'],
    [
      'a container that ended',
      'proxy_1 | ready\nrabbit_1 exited with code 137\n',
      '“rabbit_1 exited with code 137”',
    ],
  ])('%s as its line stands', (_, text, row) => {
    expect(quotes(text)).toContain(row);
  });

  it('no number alone', () => {
    expect(quotes('$ ss -tan state close-wait | wc -l\n812\n')).toEqual([]);
  });
});
