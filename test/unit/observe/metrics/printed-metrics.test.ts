import { describe, expect, it } from 'vitest';
import { observe } from '../../../../src/observe/observe.ts';

const START = Date.UTC(2026, 10, 27, 4);
const MINUTE = 60_000;

/** What is read of a text, in the order of time: each counter or figure with its minute, and whose it is. */
function read(text: string): string[] {
  const { observations, formats, unread } = observe(text, { name: 'metrics.txt' });
  expect([formats, unread]).toEqual([['metric series'], 0]);
  const readings = observations.map(
    ({ atMs = 0, fields }) =>
      `${(atMs - START) / MINUTE} ${fields['name'] ?? fields['resource']} ${fields['value']} ${fields['of'] ?? ''}`,
  );
  return readings.map((one) => one.trim()).toSorted();
}

const tabs = (text: string) => text.replaceAll(' > ', '\t');

describe('metrics over time as they are printed', () => {
  it('reads get-metric-data as text, of each series the moments and then the values', () => {
    const text = tabs(`METRICDATARESULTS > m1 > NAT nat-0a1 ErrorPortAllocation > Complete
TIMESTAMPS > 2026-11-27T04:01:00+00:00
TIMESTAMPS > 2026-11-27T04:00:00+00:00
VALUES > 35.0
VALUES > 4.0
METRICDATARESULTS > m2 > NAT nat-0a1 ActiveConnectionCount > Complete
TIMESTAMPS > 2026-11-27T04:01:00+00:00
VALUES > 51000.0
`);

    expect(read(text)).toEqual([
      '0 ErrorPortAllocation 4 nat-0a1',
      '1 ErrorPortAllocation 35 nat-0a1',
      '1 connections 51000 nat-0a1',
    ]);
  });

  it('reads get-metric-statistics as text, of several statistics the sum', () => {
    const text = tabs(`IdleTimeoutCount
DATAPOINTS > 3.5 > 35.0 > 2026-11-27T04:01:00+00:00 > Count
DATAPOINTS > 0.4 > 4.0 > 2026-11-27T04:00:00+00:00 > Count
`);

    expect(read(text)).toEqual(['0 IdleTimeoutCount 4', '1 IdleTimeoutCount 35']);
  });

  it('reads both as tables', () => {
    const statistics = `--------------------------------------------------
|               GetMetricStatistics              |
+------------+-----------------------------------+
|  Label     |  RejectedConnectionCount          |
+------------+-----------------------------------+
||                  Datapoints                  ||
|+------+-----------------------------+---------+|
||  Sum |          Timestamp          |  Unit   ||
|+------+-----------------------------+---------+|
||  35.0|  2026-11-27T04:01:00+00:00  |  Count  ||
||  4.0 |  2026-11-27T04:00:00+00:00  |  Count  ||
|+------+-----------------------------+---------+|
`;
    const data = `-----------------------------------------------------------
|                      GetMetricData                      |
+---------------------------------------------------------+
||                   MetricDataResults                   ||
|+----+-----------------------------------+--------------+|
|| Id |               Label               | StatusCode   ||
|+----+-----------------------------------+--------------+|
||  m1|  NAT nat-0a1 ErrorPortAllocation  |  Complete    ||
|+----+-----------------------------------+--------------+|
|||                     Timestamps                      |||
||+-----------------------------------------------------+||
|||  2026-11-27T04:01:00+00:00                          |||
||+-----------------------------------------------------+||
|||                       Values                        |||
||+-----------------------------------------------------+||
|||  35.0                                               |||
||+-----------------------------------------------------+||
||                   MetricDataResults                   ||
|+-----+----------------------------------+--------------+|
|| Id  |              Label               | StatusCode   ||
|+-----+----------------------------------+--------------+|
||  m2 |  lb-7 TCP_Target_Reset_Count     |  Complete    ||
|+-----+----------------------------------+--------------+|
|||                     Timestamps                      |||
||+-----------------------------------------------------+||
|||  2026-11-27T04:01:00+00:00                          |||
||+-----------------------------------------------------+||
|||                       Values                        |||
||+-----------------------------------------------------+||
|||  7.0                                                |||
||+-----------------------------------------------------+||
`;

    expect(read(statistics)).toEqual(['0 RejectedConnectionCount 4', '1 RejectedConnectionCount 35']);
    expect(read(data)).toEqual(['1 ErrorPortAllocation 35 nat-0a1', '1 TCP_Target_Reset_Count 7 lb-7']);
  });

  it.each([
    [
      'of the console, with rows above that say what each column is',
      'Full label,ErrorPortAllocation,CPUUtilization\nID,m1,m2\n2026/11/27 04:00:00,4,12.5\n2026/11/27 04:01:00,35,13.1\n',
    ],
    [
      'of Grafana, with quotes and gaps',
      '"Time","nat-0a1 ErrorPortAllocation","x"\n2026-11-27 04:00:00,4,\n2026-11-27 04:01:00,35,1\n',
    ],
  ])('reads the CSV of a graph %s', (_, text) => {
    expect(read(text).map((one) => one.replace(' m1', '').replace(' nat-0a1', ''))).toEqual([
      '0 ErrorPortAllocation 4',
      '1 ErrorPortAllocation 35',
    ]);
  });

  it('leaves other tables and lists of numbers alone', () => {
    for (const text of [
      'Time,orders,refunds\n2026-11-27 04:00:00,4,1\n2026-11-27 04:01:00,35,2\n',
      '----------------\n|  GetMetric   |\n+--------------+\n|  Label | x   |\n',
      'VALUES\t35.0\nVALUES\t4.0\n',
    ])
      expect(observe(text, { name: 'x' }).observations.filter(({ kind }) => kind === 'counter')).toEqual([]);
  });
});
