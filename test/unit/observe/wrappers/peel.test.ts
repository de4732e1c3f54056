import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine } from '../../../../src/observe/wrappers/clean.ts';
import { peel } from '../../../../src/observe/wrappers/peel.ts';

const HEAD = '2026-11-22 05:22:13.494284+00:00 [error] <0.680.0> boom';
const peeled = (raw: string) => peel({ number: 7, text: cleanLine(raw), verbatim: raw });
const textOf = (raw: string) => peeled(raw).map(({ line }) => line.text);

describe('peel takes off', () => {
  it.each([
    ['docker-compose', `rabbitmq_1  | ${HEAD}`],
    ['coloured compose', `\u001b[36mrabbitmq-1  |\u001b[0m ${HEAD}`],
    ['kubectl --prefix', `[pod/mq-0/rabbitmq] ${HEAD}`],
    ['stern', `mq-0 rabbitmq ${HEAD}`],
    ['kubectl --timestamps', `2026-11-22T05:22:14.000000001Z ${HEAD}`],
    [
      'docker json-file',
      JSON.stringify({ log: `${HEAD}\n`, stream: 'stdout', time: '2026-11-22T05:22:14Z' }),
    ],
    ['Kubernetes CRI', `2026-11-22T05:22:14.000000001Z stdout F ${HEAD}`],
    ['RFC 5424', `<165>1 2026-11-22T05:22:14Z mq01 rabbit 12 - [x@1 a="]"] ${HEAD}`],
    ['RFC 3164 with priority', `<27>Nov 22 05:22:14 mq01 rabbit[12]: ${HEAD}`],
    ['journalctl', `Nov 22 05:22:14 mq01 rabbit[12]: ${HEAD}`],
    ['journalctl -o short-iso', `2026-11-22T05:22:14+0000 mq01 rabbit[12]: ${HEAD}`],
    [
      'journalctl -o json',
      JSON.stringify({
        MESSAGE: HEAD,
        PRIORITY: '3',
        _HOSTNAME: 'mq01',
        __REALTIME_TIMESTAMP: '1795324933494000',
      }),
    ],
    ["rsyslog's repeats", `Nov 22 05:22:14 mq01 app: message repeated 3 times: [ ${HEAD}]`],
    ['aws logs tail', `2026-11-22T05:22:14.000000+00:00 app/web/0123456789abcdef0123456789abcdef ${HEAD}`],
    ['CloudWatch CSV', `1795324933494,"${HEAD}"`],
    ['Logs Insights CSV', `"2026-11-22 05:22:14.000","${HEAD}"`],
    ['grep -n', `rabbit@mq01.log:123:${HEAD}`],
    ['an editor', `\tZeile   12: ${HEAD}`],
    ['Kibana', `Nov 22, 2026 @ 05:22:14.000 mq-01 ${HEAD}`],
    ['a Markdown quote', `> > ${HEAD}`],
    ['a fence closed up with the line', `\`\`\`${HEAD}`],
    ['tags of a web page', `<td class="log"><code>${HEAD}</code></td>`],
    ['Ansible', `            "${HEAD}",`],
    [
      'three layers',
      `web_1 | ${JSON.stringify({ log: `2026-11-22T05:22:14.000000001Z stdout F ${HEAD}\n`, stream: 'stdout', time: '2026-11-22T05:22:14Z' })}`,
    ],
  ])('%s', (_, raw) => {
    expect(textOf(raw)).toEqual([HEAD]);
  });

  it.each([
    ['inline code', `\`${HEAD}\``],
    ['inline code in bold', `**\`${HEAD}\`**`],
    ['inline code that ends lines below', `\`${HEAD}`],
  ])('the marks of %s around a record', (_, raw) => {
    expect(textOf(raw)).toEqual([HEAD]);
  });

  it('no mark of code that a sentence goes on behind', () => {
    const raw = `\`${HEAD}\` is what you will see`;

    expect(textOf(raw)).toEqual([raw]);
  });

  it('the result of a task of Ansible, of which what the task printed is kept', () => {
    const raw =
      'fatal: [mq-1]: FAILED! => {"changed": true, "cmd": "rabbitmqctl status", "msg": "non-zero return code", "rc": 69, "stderr": "Error: no\\n  * epmd reports: node \'rabbit\' not running at all\\n  cut he';

    expect(textOf(raw)).toEqual([
      'Error: no',
      "  * epmd reports: node 'rabbit' not running at all",
      '  cut he',
    ]);
  });

  it('the quoted cells of a table around a record', () => {
    expect(textOf(`"mq-0","11/22/2026, 5:22:13.494 AM","${HEAD}"`)).toEqual([HEAD]);
    expect(textOf('"mq-0","ready","2 of 2"')).toEqual(['"mq-0","ready","2 of 2"']);
  });

  it('the answer of a service that failed', () => {
    const raw =
      '{"code":0,"message":"PRECONDITION_FAILED - inequivalent arg \'durable\' for queue \'orders\'"}';

    expect(peeled(raw)[0]?.line).toMatchObject({ level: 'error' });
  });

  it('the Hash of Ruby that old Logstash wrote, with what failed', () => {
    const raw =
      '{:timestamp=>"2026-11-22T05:22:13.494Z", :message=>"Connection to 10.0.0.9:5672 refused", :exception=>"MarchHare::ConnectionRefused", :level=>:warn}';

    const lines = peeled(raw).map(({ line }) => line);
    expect(lines.map(({ text }) => text)).toEqual([
      'Connection to 10.0.0.9:5672 refused',
      'MarchHare::ConnectionRefused',
    ]);
    expect(lines[0]).toMatchObject({ atMs: Date.UTC(2026, 10, 22, 5, 22, 13, 494), level: 'warning' });
  });

  it('the page about its errors that rsyslog adds', () => {
    const raw =
      'Nov 22 05:22:14 mq01 rsyslogd: omkafka: lost [v8.2312.0 try https://www.rsyslog.com/e/2422 ]';

    expect(textOf(raw)).toEqual(['omkafka: lost']);
  });

  it('the doubled quotes of a CSV whose message is JSON', () => {
    const raw = '1795324933494,"{""[2026-11-22 05:22:13] [ERROR] [mq]"":""Heartbeat timeout""}"';

    expect(textOf(raw)).toEqual(['[2026-11-22 05:22:13] [ERROR] [mq] Heartbeat timeout']);
  });

  it('the JSON of pino, keeping error code and stack', () => {
    const raw = JSON.stringify({
      level: 50,
      time: 1795324933494,
      hostname: 'web-1',
      msg: 'amqp failed',
      err: { code: 'ECONNRESET', stack: 'Error: read ECONNRESET\n    at TCP.x' },
    });

    const lines = peeled(raw).map(({ line }) => line);

    expect(lines.map((line) => line.text)).toEqual([
      'amqp failed',
      'code: ECONNRESET',
      'Error: read ECONNRESET',
      '    at TCP.x',
    ]);
    expect(lines[0]).toMatchObject({ level: 'error', atMs: 1795324933494, host: 'web-1', number: 7 });
  });

  it("RabbitMQ's JSON with renamed keys and any of its time formats", () => {
    for (const time of [
      '2026-11-22 05:22:13.494000+00:00',
      '2026-11-22T05:22:13.494000+00:00',
      1795324933494000,
    ]) {
      const raw = JSON.stringify({
        ts0: time,
        sev: 'warning',
        what: 'closing AMQP connection <0.1.0> (a:1 -> b:2):\nclient unexpectedly closed TCP connection',
        pid: '<0.1.0>',
      });
      const [first, second] = peeled(raw);

      expect(first?.line).toMatchObject({ level: 'warning', atMs: 1795324933494 });
      expect(first?.line.text).toBe('[warning] <0.1.0> closing AMQP connection <0.1.0> (a:1 -> b:2):');
      expect(second?.line.text).toBe('client unexpectedly closed TCP connection');
    }
  });

  it('the escapes of logfmt, so that columns are columns again', () => {
    expect(
      textOf(String.raw`time=2026-11-22T05:22:14Z level=error msg="mill\twheel \"oak\" C:\\tmp"`),
    ).toEqual(['mill\twheel "oak" C:\\tmp']);
  });

  it('logfmt, with the error behind the message', () => {
    const [only] = peeled(
      'time="2026-11-22T05:22:13Z" level=error msg="lost it" error="Exception (501) Reason: \\"EOF\\""',
    );

    expect(only?.line).toMatchObject({
      level: 'error',
      text: 'lost it error: Exception (501) Reason: "EOF"',
    });
  });
});

describe('peel keeps apart and leaves alone', () => {
  it('names the stream, so that containers are not mixed', () => {
    expect(peeled('web_1 | a')[0]?.stream).toBe('web_1');
    expect(peeled('[pod/mq-0/rabbitmq] a')[0]?.stream).toBe('mq-0/rabbitmq');
    expect(peeled(HEAD)[0]?.stream).toBe('');
  });

  it.each([
    HEAD,
    'tcp        0      0 10.0.0.1:5672  10.0.0.9:41234  ESTABLISHED 123/beam.smp',
    'ESTAB 0 0 10.0.0.1:5672 10.0.0.9:41234',
    ' 12345 | app  | idle in transaction | 10.0.0.9',
    '|  2 | root | localhost:40679 | shop | Sleep |',
    '[http-nio-8080-exec-1] ERROR com.acme.Mq - text',
    '{"rabbit": {"heartbeat": 60}}',
    '2026-11-22 05:22:13,494 - kafka.coordinator - WARNING - Heartbeat failed',
    'Error: Heartbeat timeout',
    '1795324933: New connection from 10.0.0.9:1 on port 1883.',
    '2026-11-22 05:00:41.463251 IP 10.20.1.15.51184 > 10.20.2.40.7000: Flags [S]',
  ])('%s', (raw) => {
    expect(textOf(raw)).toEqual([raw]);
  });

  it('never throws, whatever the line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (raw) => peeled(raw).length > 0),
      { numRuns: 200 },
    );
  });
});
