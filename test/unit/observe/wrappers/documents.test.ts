import { describe, expect, it } from 'vitest';
import { expandDocument } from '../../../../src/observe/wrappers/documents.ts';
import { joinPartials } from '../../../../src/observe/wrappers/join-partials.ts';

const AT = 1795324933494;

describe('expandDocument', () => {
  it('reads a CloudWatch subscription payload and gives each message its line in the document', () => {
    const document = JSON.stringify(
      {
        messageType: 'DATA_MESSAGE',
        logEvents: [
          { id: '1', timestamp: AT, message: 'first' },
          { id: '2', timestamp: AT, message: 'second\n  at x' },
        ],
      },
      null,
      2,
    );

    const lines = expandDocument(document) ?? [];

    expect(lines.map(({ text }) => text)).toEqual(['first', 'second', '  at x']);
    expect(lines[0]?.atMs).toBe(AT);
    expect(document.split('\n')[(lines[0]?.number ?? 0) - 1]).toContain('first');
    expect(document.split('\n')[(lines[1]?.number ?? 0) - 1]).toContain('second');
  });

  it.each([
    ['filter-log-events', { events: [{ timestamp: AT, message: 'boom' }] }],
    [
      'Insights',
      {
        results: [
          [
            { field: '@timestamp', value: '2026-11-22 05:22:13.494' },
            { field: '@message', value: 'boom' },
          ],
        ],
      },
    ],
    ['Loki', { data: { result: [{ values: [[`${AT}000000`, 'boom']] }] } }],
  ])('reads %s', (_, value) => {
    expect(expandDocument(JSON.stringify(value))).toMatchObject([{ text: 'boom', atMs: AT }]);
  });

  it('hands the objects of Elasticsearch and of an array on as JSON lines', () => {
    const record = { '@timestamp': '2026-11-22T05:22:13Z', level: 'error', message: 'boom' };
    expect(expandDocument(JSON.stringify({ hits: { hits: [{ _source: record }] } }))).toMatchObject([
      { text: JSON.stringify(record) },
    ]);
    expect(expandDocument(JSON.stringify([record, record], null, 1))).toHaveLength(2);
  });

  it('leaves other JSON and broken JSON to others', () => {
    for (const text of [
      '{"listeners": [5672]}',
      '[1, 2]',
      '{"events":',
      'plain',
      '',
      '{"a":1}\n{"a":2}',
      '{"Version": "1", "message": "x"}',
    ]) {
      expect(expandDocument(text)).toBeUndefined();
    }
  });
});

describe('joinPartials', () => {
  it('joins what a container runtime cut', () => {
    const raw = [
      '2026-11-22T05:22:13.000000001Z stdout P clo',
      '2026-11-22T05:22:13.000000001Z stdout F sing',
      '2026-11-22T05:22:13.000000001Z stdout F next',
    ];

    const lines = joinPartials(raw.map((text, i) => ({ number: i + 1, text, verbatim: text })));

    expect(lines.map(({ text, number }) => [number, text.slice(40)])).toEqual([
      [1, 'closing'],
      [3, 'next'],
    ]);
  });
});
