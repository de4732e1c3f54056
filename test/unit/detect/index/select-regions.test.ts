import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastRecordStart } from '../../../../src/detect/index/record-bounds.ts';
import { joinTouching, selectRegions } from '../../../../src/detect/index/select-regions.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What lies around each mention of `needle`, as "number: text" per region. */
function regionsAround(text: string, needle: string, firstLine = 1): string[] {
  const bytes = encoder.encode(text);
  const hits: number[] = [];
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + 1)) hits.push(at);
  const regions = joinTouching(selectRegions(bytes, 0, bytes.length, firstLine, hits).regions);
  return regions.map(({ start, end, line }) => `${line}: ${decoder.decode(bytes.subarray(start, end))}`);
}

const numbered = (second: number, text: string): string =>
  `2026-03-14 08:21:0${second}.301944+00:00 [info] ${text}\n`;

const HEAD = '2026-03-14 08:21:07.301944+00:00 [info] <0.12.0>';
const LATER = '2026-03-14 08:21:09.000001+00:00 [error] <0.77.0>';
const LAST = '2026-03-14 08:21:11.400000+00:00 [info] <0.12.0>';

describe('the region around a hit', () => {
  it('takes in the line before that bears the same time, as RabbitMQ 3.9 and later print a message of two lines', () => {
    const record = `${LATER} closing AMQP connection <0.77.0>:\n${LATER} missed heartbeats from client\n`;

    const regions = regionsAround(`${HEAD} ready\n${record}${LAST} ready\n`, 'missed');

    expect(regions).toEqual([`2: ${record}`]);
  });

  it('takes in the line after that bears the same time, when the hit is in the first', () => {
    const record = `${LATER} closing AMQP connection <0.77.0>:\n${LATER} {inet_error,etimedout}\n`;

    const regions = regionsAround(`${HEAD} ready\n${record}${LAST} ready\n`, 'closing');

    expect(regions).toEqual([`2: ${record}`]);
  });

  it.each([
    [
      'bare second lines (RabbitMQ 3.7)',
      '2018-11-22 10:44:33.654 [error] <0.620.0> closing AMQP connection:\nmissed it\n',
      '2018-11-22 10:44:33.700 [info] <0.1.0> ok\n',
    ],
    [
      'the old error logger, whose head stands alone',
      '=ERROR REPORT==== 9-May-2019::23:10:58 ===\nclosing AMQP connection:\nmissed it\n\n',
      '=INFO REPORT==== 9-May-2019::23:10:59 ===\nok\n',
    ],
    [
      'a stack trace with a cause',
      '2026-05-30 11:02:46,104 ERROR [main] c.e.Orders - missed\n\tat c.e.Orders.run(Orders.java:8)\nCaused by: java.io.EOFException\n\t... 3 more\n',
      '2026-05-30 11:02:46,105 INFO [main] c.e.Orders - ok\n',
    ],
    [
      'the bare second line of a container, in JSON',
      '{"log":"2018-11-22 10:44:33.654 [error] \\u003c0.620.0\\u003e closing AMQP connection:\\n","stream":"stdout"}\n{"log":"missed it\\n","stream":"stdout"}\n',
      '{"log":"2018-11-22 10:44:33.700 [info] ok\\n","stream":"stdout"}\n',
    ],
    [
      'events of CloudWatch Logs that bear one time, each with an id of its own',
      `{"id":"39001","timestamp":1773476469000,"message":"${LATER} closing AMQP connection:"}\n{"id":"39002","timestamp":1773476469001,"message":"${LATER} missed it"}\n`,
      `{"id":"39003","timestamp":1773476471400,"message":"${LAST} ok"}\n`,
    ],
    [
      'lines that were wrapped with a level and the time of each',
      `{"time":"2026-03-14T08:21:09.101Z","level":"info","msg":"${LATER} closing AMQP connection:"}\n{"time":"2026-03-14T08:21:09.102Z","level":"info","msg":"${LATER} missed it"}\n`,
      `{"time":"2026-03-14T08:21:11.500Z","level":"info","msg":"${LAST} ok"}\n`,
    ],
    ...[
      {
        name: 'of a container in Kubernetes',
        at: (n: number) => `2026-03-14T08:21:09.10${n}000001Z stderr F `,
      },
      {
        name: 'of the journal',
        at: (n: number) => `2026-03-14T08:21:09.10${n}001+0000 mq1 rabbitmq-server[812]: `,
      },
      { name: 'that kubectl prints with its time', at: (n: number) => `2026-03-14T08:21:09.10${n}000001Z ` },
      { name: 'that grep found', at: (n: number) => `/var/log/rabbitmq/rabbit.log:12${n}:` },
    ].flatMap(({ name, at }): [string, string, string][] => {
      return [
        [
          `lines ${name} that bear one time`,
          `${at(1)}${LATER} closing AMQP connection:\n${at(2)}${LATER} missed it\n`,
          `${at(3)}${LAST} ok\n`,
        ],
        [
          `lines ${name}, of which the second has no head`,
          `${at(1)}${LATER} closing AMQP connection:\n${at(2)}missed it\n`,
          `${at(3)}${LAST} ok\n`,
        ],
      ];
    }),
    [
      'a stack trace of a container in Kubernetes',
      '2026-03-14T08:21:09.101000001Z stderr F ERROR missed\n2026-03-14T08:21:09.102000001Z stderr F \tat c.e.Orders.run(Orders.java:8)\n2026-03-14T08:21:09.103000001Z stderr F Caused by: java.io.EOFException\n',
      '2026-03-14T08:21:11.400000001Z stderr F ok\n',
    ],
    [
      'an object with a level of its own',
      '{"level":"error","time":1773476469000,"msg":"missed it"}\n',
      '{"level":"info","time":1773476469001,"msg":"ok"}\n',
    ],
    [
      'a Python traceback behind a container name',
      'app-1  | 2026-05-30 11:02:46,104 ERROR missed\napp-1  | Traceback (most recent call last):\napp-1  |   File "x.py", line 3\n',
      'app-1  | 2026-05-30 11:02:47,105 INFO ok\n',
    ],
    ['one JSON object per line', '{"msg":"missed"}\n', '{"msg":"ok"}\n'],
    ['Unix seconds, as Mosquitto prints them', '1717066968: Client a missed it\n', '1717066969: ok\n'],
    ['seconds since boot, as the kernel prints them', '[ 8123.441290] TCP: missed\n', '[ 8123.441299] ok\n'],
    [
      'lines that end with CR LF',
      '2026-05-30 11:02:46,104 ERROR missed\r\n  detail\r\n',
      '2026-05-30 11:02:47,105 INFO ok\r\n',
    ],
  ])('holds the whole record and nothing else: %s', (_, record, other) => {
    const before = other.replace('ok', 'earlier').replace(/:(\d\d)([.,]| ===)/, ':01$2');

    const regions = regionsAround(before + record + other, 'missed');

    expect(regions.map((region) => region.replace(/^\d+: /, ''))).toEqual([record]);
  });

  it('is one region when records with hits touch, and two when a record lies between', () => {
    const text = numbered(1, 'hit') + numbered(2, 'hit') + numbered(3, 'no') + numbered(4, 'hit');

    const regions = regionsAround(text, 'hit', 1001);

    expect(regions).toEqual([
      `1001: ${numbered(1, 'hit')}${numbered(2, 'hit')}`,
      `1004: ${numbered(4, 'hit')}`,
    ]);
  });

  it('stretches at most 64 lines each way where no line has a head', () => {
    const text = 'word\n'.repeat(500) + 'hit\n' + 'word\n'.repeat(500);

    const [region] = regionsAround(text, 'hit');

    expect(region?.startsWith('437: word')).toBe(true);
    expect(region?.split('word')).toHaveLength(129);
  });

  it('stretches at most 16 KiB each way, however long the lines', () => {
    const text = `${'a'.repeat(9000)}\n${'b'.repeat(9000)}\nhit\n${'c'.repeat(9000)}\n${'d'.repeat(9000)}\n`;

    const regions = regionsAround(text, 'hit');

    expect(regions.map((region) => region.replaceAll(/(.)\1+/g, '$1+'))).toEqual(['2: b+\nhit\nc+\n']);
  });

  it('reaches to the end of text that does not end with a newline', () => {
    expect(regionsAround(`${HEAD} ok\n${LATER} hit`, 'hit')).toEqual([`2: ${LATER} hit`]);
  });
});

describe('line numbers', () => {
  it('are exact wherever the hits are, and go on in the next chunk', () => {
    const texts = fc.array(
      fc.constantFrom('\n', 'hit\n', ' at x\n', `${HEAD} hit\n`, `${LATER} no\n`, 'no\n'),
      {
        minLength: 1,
        maxLength: 60,
      },
    );

    fc.assert(
      fc.property(texts, fc.nat(9), (lines, more) => {
        const bytes = encoder.encode(lines.join(''));
        const text = lines.join('');
        const hits = [...text.matchAll(/hit/g)].map((match) => match.index).toReversed();

        const { regions, nextLine } = selectRegions(bytes, 0, bytes.length, 1 + more, hits);

        expect(nextLine).toBe(1 + more + lines.length);
        for (const { start, line } of regions) {
          expect(line).toBe(1 + more + text.slice(0, start).split('\n').length - 1);
          expect(start === 0 || text[start - 1] === '\n').toBe(true);
        }
        const held = hits.every((hit) => regions.some(({ start, end }) => start <= hit && hit < end));
        expect(held).toBe(true);
      }),
      { numRuns: 500, seed: 64 },
    );
  });
});

const cutOf = (text: string): string => {
  const bytes = encoder.encode(text);
  return decoder.decode(bytes.subarray(0, lastRecordStart(bytes, 0, bytes.length)));
};

describe('cutting a chunk', () => {
  it('leaves the last record for the next chunk, with all its lines', () => {
    const record = `${LATER} closing AMQP connection <0.77.0>:\n${LATER} missed heartbeats from client\n`;

    expect(cutOf(`${HEAD} ready\n${record}`)).toBe(`${HEAD} ready\n`);
    expect(cutOf(`${HEAD} ready\n${LATER} failed\n\tat a\n\tat b\n`)).toBe(`${HEAD} ready\n`);
  });

  it('hands all out where the chunk is one record, or its last lines have no head', () => {
    expect(cutOf(`${HEAD} one\n`)).toBe(`${HEAD} one\n`);
    expect(cutOf(`${HEAD} one\n${'word\n'.repeat(100)}`)).toBe(`${HEAD} one\n${'word\n'.repeat(100)}`);
  });
});
