import { describe, expect, it } from 'vitest';
import { acceptAlerts } from '../../../../src/adapters/alerts/accept-alerts.ts';
import { readCloudwatchAlarm } from '../../../../src/adapters/alerts/read-cloudwatch-alarm.ts';
import { readSnsAlarms } from '../../../../src/adapters/alerts/read-sns-alarms.ts';
import { alertWorks } from '../../../../src/interactions/alert-works.ts';
import type { Alert } from '../../../../src/model/alert.ts';
import { fixedSecret } from '../../../support/fixed-secret.ts';
import { testConfig } from '../../../support/test-config.ts';

const START_MS = Date.parse('2026-11-28T10:00:00Z');

/** As Alertmanager 0.28 posts it. */
const NOTIFICATION = {
  receiver: 'halfopen',
  status: 'firing',
  alerts: [
    {
      status: 'firing',
      labels: { alertname: 'RabbitMQConnectionsDropped', cluster: 'payments', severity: 'critical' },
      annotations: { summary: '412 connections closed in one minute' },
      startsAt: '2026-11-28T10:00:00.123Z',
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: 'http://prometheus/graph',
      fingerprint: '9fc1aa7c',
    },
    {
      status: 'resolved',
      labels: { alertname: 'RabbitMQDown' },
      annotations: {},
      startsAt: '2026-11-28T09:00:00Z',
      endsAt: '2026-11-28T09:30:00Z',
      generatorURL: '',
      fingerprint: '11',
    },
  ],
  groupLabels: { alertname: 'RabbitMQConnectionsDropped' },
  commonLabels: {},
  commonAnnotations: {},
  externalURL: 'http://alertmanager',
  version: '4',
  groupKey: '{}:{}',
  truncatedAlerts: 0,
};

/** As EventBridge delivers a state change. */
const ALARM = {
  version: '0',
  id: 'c4c1c1c9-6542-e61b-6ef0-8c4d36933a92',
  'detail-type': 'CloudWatch Alarm State Change',
  source: 'aws.cloudwatch',
  account: '123456789012',
  time: '2026-11-28T10:00:40Z',
  region: 'us-east-1',
  resources: ['arn:aws:cloudwatch:us-east-1:123456789012:alarm:mq-connections'],
  detail: {
    alarmName: 'mq-connections',
    state: { value: 'ALARM', reason: 'Threshold Crossed', timestamp: '2026-11-28T10:00:40.000+0000' },
    previousState: { value: 'OK' },
    configuration: {
      metrics: [
        {
          id: 'm1',
          metricStat: {
            metric: {
              namespace: 'AWS/AmazonMQ',
              name: 'ConnectionCount',
              dimensions: { Broker: 'payments' },
            },
            period: 60,
            stat: 'Average',
          },
          returnData: true,
        },
      ],
    },
  },
};

const post = (body: unknown, authorization = 'Bearer alert-secret') =>
  acceptAlerts(
    {
      headers: { authorization },
      rawBody: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    },
    fixedSecret('alert-secret'),
  );

async function alertsOf(body: unknown): Promise<readonly Alert[]> {
  const accepted = await post(body);
  return accepted.ok ? accepted.alerts : [];
}

describe('what Alertmanager posts', () => {
  it('is its alerts that fire, with what they say of themselves', async () => {
    expect(await alertsOf(NOTIFICATION)).toEqual([
      {
        id: `alertmanager/9fc1aa7c/${START_MS + 123}`,
        name: 'RabbitMQConnectionsDropped',
        labels: { alertname: 'RabbitMQConnectionsDropped', cluster: 'payments', severity: 'critical' },
        summary: '412 connections closed in one minute',
        startsAtMs: START_MS + 123,
      },
    ]);
  });

  it.each([
    ['without the secret', NOTIFICATION, '', 401],
    ['with another secret', NOTIFICATION, 'Bearer x', 401],
    ['that is no JSON', '{', 'Bearer alert-secret', 400],
    ['of another version', { ...NOTIFICATION, version: '3' }, 'Bearer alert-secret', 400],
    [
      'with a time that is none',
      { ...NOTIFICATION, alerts: [{ ...NOTIFICATION.alerts[0], startsAt: 'now' }] },
      'Bearer alert-secret',
      400,
    ],
    ['that is too large', 'x'.repeat(2 << 20), 'Bearer alert-secret', 413],
  ])('is refused %s', async (_, body, authorization, status) => {
    expect(await post(body, authorization)).toMatchObject({ ok: false, answer: { status } });
  });
});

describe('a CloudWatch alarm', () => {
  it('is an alert with the dimensions of its metric as labels', () => {
    expect(readCloudwatchAlarm(ALARM)).toMatchObject([
      {
        name: 'mq-connections',
        labels: { alertname: 'mq-connections', Broker: 'payments', namespace: 'AWS/AmazonMQ' },
        startsAtMs: START_MS + 40_000,
      },
    ]);
  });

  it('that is over asks for nothing, and what is none is not taken for one', () => {
    const ended = { ...ALARM, detail: { ...ALARM.detail, state: { value: 'OK' } } };

    expect(readCloudwatchAlarm(ended)).toEqual([]);
    expect(readCloudwatchAlarm({ headers: {}, body: '' })).toBeUndefined();
  });
});

describe('an alarm that CloudWatch sends to a topic', () => {
  /** As the user guide of CloudWatch shows it, shortened. */
  const MESSAGE = {
    AlarmName: 'mq-connections',
    AlarmDescription: null,
    AWSAccountId: '123456789012',
    NewStateValue: 'ALARM',
    NewStateReason: 'Threshold Crossed: 1 datapoint [3.0] was less than the threshold (10.0).',
    StateChangeTime: '2026-11-28T10:00:40.989+0000',
    Region: 'EU (Frankfurt)',
    OldStateValue: 'OK',
    Trigger: {
      MetricName: 'ConnectionCount',
      Namespace: 'AWS/AmazonMQ',
      StatisticType: 'Statistic',
      Dimensions: [{ value: 'payments', name: 'Broker' }],
    },
  };
  const event = (...messages: unknown[]) => ({
    Records: messages.map((message) => ({
      EventSource: 'aws:sns',
      EventVersion: '1.0',
      Sns: { Type: 'Notification', MessageId: 'x', Message: JSON.stringify(message) },
    })),
  });

  it('is the same alert as by EventBridge', () => {
    const [bySns] = readSnsAlarms(event(MESSAGE)) ?? [];
    const [byBus] = readCloudwatchAlarm(ALARM) ?? [];

    expect(bySns).toEqual({ ...byBus, summary: MESSAGE.NewStateReason, labels: bySns?.labels });
    expect(bySns?.labels).toEqual({
      alertname: 'mq-connections',
      Broker: 'payments',
      namespace: 'AWS/AmazonMQ',
      metric: 'ConnectionCount',
    });
  });

  it('is left out where it is over, or no alarm; of another service it is none of SNS', () => {
    expect(readSnsAlarms(event({ ...MESSAGE, NewStateValue: 'OK' }, 'lunch?', { a: 1 }))).toEqual([]);
    expect(readSnsAlarms(event({ ...MESSAGE, Trigger: null }))).toHaveLength(1);
    expect(readSnsAlarms({ Records: [{ EventSource: 'aws:sqs' }] })).toBeUndefined();
    expect(readSnsAlarms({ headers: {} })).toBeUndefined();
  });
});

describe('an alert', () => {
  const config = {
    ...testConfig,
    alerts: [
      { match: { cluster: 'billing' }, logGroups: ['/never'], beforeMs: 60_000 },
      {
        match: { alertname: 'RabbitMQ*', cluster: 'payments' },
        logGroups: ['/mq/a', '/aws/lambda/halfopen-x'],
        beforeMs: 900_000,
      },
    ],
  };

  it('has the logs looked into that its rule names, from before it began until now, but never our own', async () => {
    const [alert] = await alertsOf(NOTIFICATION);

    expect(alertWorks(config, alert as Alert, START_MS + 120_000)).toEqual([
      {
        id: expect.stringMatching(/^alert-[0-9a-f]{32}$/),
        userId: '',
        place: { channel: '#on-call' },
        task: {
          do: 'logs',
          logGroup: '/mq/a',
          period: { fromMs: START_MS + 123 - 900_000, toMs: START_MS + 120_000 },
          because: 'RabbitMQConnectionsDropped: 412 connections closed in one minute',
          alert: { name: alert?.name, labels: alert?.labels, startsAtMs: START_MS + 123 },
        },
      },
    ]);
  });

  it('that is sent again is the same work; one that fires again later is another', async () => {
    const [alert] = (await alertsOf(NOTIFICATION)) as [Alert];
    const idOf = (one: Alert, atMs: number) => alertWorks(config, one, atMs)[0]?.id;

    expect(idOf(alert, START_MS + 600_000)).toBe(idOf(alert, START_MS + 60_000));
    expect(idOf({ ...alert, id: 'alertmanager/9fc1aa7c/1' }, START_MS)).not.toBe(idOf(alert, START_MS));
  });

  it('that no rule matches has nothing looked into', async () => {
    const [alert] = (await alertsOf(NOTIFICATION)) as [Alert];

    expect(alertWorks(testConfig, alert, START_MS)).toEqual([]);
  });
});
