import { describe, expect, it } from 'vitest';
import { observe } from '../../../../src/observe/observe.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 27, 4);

/** What is read of a text, without where it stands. */
function read(text: string) {
  const { observations, formats } = observe(text, { name: 'metrics.json' });
  expect(formats).toEqual(['metric series']);
  return observations.map(({ kind, atMs, fields }) => ({ kind, atMs, ...fields }));
}

describe('metrics over time', () => {
  it('reads what get-metric-data prints, each number with its line', () => {
    const text = `{
    "MetricDataResults": [
        {
            "Id": "c",
            "Label": "orders-mq-1 ConnectionCount",
            "Timestamps": [
                "2026-11-27T04:01:00+00:00",
                "2026-11-27T04:00:00+00:00"
            ],
            "Values": [
                131.0,
                120.0
            ],
            "StatusCode": "Complete"
        }
    ],
    "Messages": []
}`;

    const { observations } = observe(text, { name: 'metrics.json' });

    expect(read(text)).toEqual([
      { kind: 'figure', atMs: START + MINUTE, ...connections, value: 131 },
      { kind: 'figure', atMs: START, ...connections, value: 120 },
    ]);
    expect(observations.map(({ at, verbatim }) => [at.line, verbatim.trim()])).toEqual([
      [11, '131.0,'],
      [12, '120.0'],
    ]);
  });

  it('reads what get-metric-statistics prints, of several statistics the sum', () => {
    const text = `{"Label": "ErrorPortAllocation", "Datapoints": [
      {"Timestamp": "2026-11-27T04:01:00Z", "Maximum": 9.0, "Sum": 35.0, "Unit": "Count"},
      {"Timestamp": "2026-11-27T04:00:00Z", "Maximum": 0.0, "Sum": 0.0, "Unit": "Count"}]}`;

    expect(read(text)).toEqual([
      { kind: 'counter', atMs: START + MINUTE, name: 'ErrorPortAllocation', value: 35 },
    ]);
  });

  it('reads the records of a metric stream', () => {
    const record = (value: number, timestamp: number) =>
      `{"metric_stream_name":"s","namespace":"AWS/NATGateway","metric_name":"IdleTimeoutCount","dimensions":{"NatGatewayId":"nat-0a1"},"timestamp":${timestamp},"value":{"count":1,"sum":${value},"max":${value},"min":0},"unit":"Count"}`;

    expect(read([record(7, START), record(9, START + MINUTE)].join('\n'))).toEqual([
      { kind: 'counter', atMs: START, name: 'IdleTimeoutCount', value: 7, of: 'nat-0a1' },
      { kind: 'counter', atMs: START + MINUTE, name: 'IdleTimeoutCount', value: 9, of: 'nat-0a1' },
    ]);
  });

  it("reads Prometheus' answer to a range query: a snapshot of sockets for each moment", () => {
    const text = matrix([
      [{ __name__: 'node_tcp_connection_states', state: 'close_wait', instance: 'app01' }, [2, 3]],
      [{ __name__: 'node_tcp_connection_states', state: 'established', instance: 'app01' }, [90, 91]],
    ]);

    const shared = { kind: 'state-count', host: 'app01', source: 'metrics' };
    expect(read(text)).toEqual([
      { ...shared, atMs: START, state: 'CLOSE_WAIT', count: 2, snapshot: 'metrics.json#1' },
      { ...shared, atMs: START + MINUTE, state: 'CLOSE_WAIT', count: 3, snapshot: 'metrics.json#2' },
      { ...shared, atMs: START, state: 'ESTABLISHED', count: 90, snapshot: 'metrics.json#1' },
      { ...shared, atMs: START + MINUTE, state: 'ESTABLISHED', count: 91, snapshot: 'metrics.json#2' },
    ]);
  });

  it.each([
    ['what came before the first sample', [5_000, 5_000, 5_000], 0],
    ['all that was added', [5_000, 5_200, 5_250], 250],
    ['what was counted since a restart', [5_000, 5_100, 30], 130],
  ])('of a counter since boot counts: %s', (_, values, value) => {
    const text = matrix([[{ __name__: 'node_netstat_TcpExt_ListenDrops', instance: 'mq01' }, values]]);

    expect(read(text)).toEqual([expect.objectContaining({ kind: 'counter', name: 'ListenDrops', value })]);
  });

  it('reads series that jq took out of the answer, one a line', () => {
    const line = (instance: string, values: readonly number[]) =>
      JSON.stringify({
        metric: { __name__: 'node_tcp_connection_states', instance, state: 'close_wait' },
        values: values.map((value, i) => [(START + i * MINUTE) / 1000, String(value)]),
      });

    expect(read(`${line('relay-1:9100', [0, 1])}\n${line('relay-2:9100', [210, 480])}`)).toEqual(
      [0, 1, 210, 480].map((count) => expect.objectContaining({ state: 'CLOSE_WAIT', count })),
    );
  });

  it('reads the whole series of a document that is cut off', () => {
    const whole = matrix([
      [{ __name__: 'process_open_fds' }, [1, 2]],
      [{ __name__: 'process_max_fds' }, [9, 9]],
    ]);

    expect(read(whole.slice(0, -20))).toHaveLength(3);
  });

  it('leaves lines of Loki to the readers of logs', () => {
    const text = JSON.stringify({
      status: 'success',
      data: {
        resultType: 'streams',
        result: [{ stream: { app: 'x' }, values: [[String(START * 1e6), 'connect ECONNREFUSED']] }],
      },
    });

    expect(observe(text, { name: 'loki.json' }).observations).toEqual([
      expect.objectContaining({ kind: 'log', atMs: START }),
    ]);
  });
});

const connections = { resource: 'connections', side: 'used', product: 'rabbitmq', of: 'orders-mq-1' };

function matrix(series: readonly (readonly [Record<string, string>, readonly number[]])[]): string {
  const result = series.map(([metric, values]) => ({
    metric,
    values: values.map((value, i) => [(START + i * MINUTE) / 1000, String(value)]),
  }));
  return JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } });
}
