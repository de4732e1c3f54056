/** What an alarm watches unless it says otherwise: any value at all in five minutes. */
const USUAL = {
  Period: 300,
  EvaluationPeriods: 1,
  Statistic: 'Sum',
  Threshold: 1,
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  TreatMissingData: 'notBreaching',
};
const MISSING = { ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching' };

/** Alarms, all to one topic, which alarmEmail and alarmTopic of deploy.yml listen to. What each means and what to do: docs/operate.md. */
module.exports = async ({ resolveVariable }) => {
  const stage = await resolveVariable('sls:stage');
  const deployment = await resolveVariable('self:custom.deployment');
  const functions = Object.assign({}, ...(await resolveVariable('self:functions')));
  const alarms = alarmsOf(stage, deployment, functions);
  const actions = [{ Ref: 'AlarmTopic' }, ...(deployment.alarmTopic ? [deployment.alarmTopic] : [])];
  const entries = alarms.map((alarm) => resource(stage, alarm, actions));
  return { Resources: { ...topic(stage, deployment.alarmEmail), ...Object.fromEntries(entries) } };
};

function topic(stage, email) {
  const name = { Type: 'AWS::SNS::Topic', Properties: { TopicName: `halfopen-${stage}-alarms` } };
  if (!email) return { AlarmTopic: name };
  const Properties = { TopicArn: { Ref: 'AlarmTopic' }, Protocol: 'email', Endpoint: email };
  return { AlarmTopic: name, AlarmEmail: { Type: 'AWS::SNS::Subscription', Properties } };
}

/** Every alarm of a deployment, as its name, what it says, and its metric. */
function alarmsOf(stage, deployment, functions) {
  const ofFunction = (fn, end, MetricName, does, more) => ({
    name: `${fn}-${end}`,
    AlarmDescription: `${fn} ${does}`,
    Namespace: 'AWS/Lambda',
    MetricName,
    Dimensions: [{ Name: 'FunctionName', Value: `halfopen-${stage}-${fn}` }],
    ...more,
  });
  const own = (name, service, MetricName, AlarmDescription, more) => ({
    name,
    AlarmDescription,
    Namespace: `Halfopen/${stage}`,
    MetricName,
    Dimensions: [{ Name: 'service', Value: service }],
    ...more,
  });
  return [
    ...queueAlarms(),
    ofFunction('sweep', 'missing', 'Invocations', 'has not run for five minutes', MISSING),
    ...Object.entries(functions).flatMap(([fn, { destinations }]) => [
      ofFunction(fn, 'errors', 'Errors', 'fails', { Threshold: 3 }),
      ofFunction(fn, 'throttles', 'Throttles', 'is throttled', { Threshold: 5 }),
      own(`${fn}-failed`, fn, 'Failed', `${fn} reports what it could not do`, { Threshold: 3 }),
      ...(destinations
        ? [
            ofFunction(fn, 'dropped-events', 'AsyncEventsDropped', 'was never called for some events'),
            ofFunction(fn, 'lost-failures', 'DestinationDeliveryFailures', 'failed, and its event is lost'),
          ]
        : []),
    ]),
    httpAlarm(),
    own(
      'internal-errors',
      'sweep',
      'InternalErrors',
      'A system can’t be triaged, or an incident not be shown, wholly or in part; the log of sweep names it',
    ),
    own(
      'slack-refused',
      'sweep',
      'SlackRefused',
      'Slack refuses messages for a channel until somebody acts; the log of sweep has the hint',
    ),
    ...(deployment.hasOutlets
      ? [
          own(
            'outlets-behind',
            'sweep',
            'OutletsBehind',
            'PagerDuty, Teams, a webhook or a bus takes nothing',
            {
              EvaluationPeriods: 3,
            },
          ),
        ]
      : []),
    ...(functions.subscribe
      ? [
          own(
            'unsubscribed',
            'subscribe',
            'Unsubscribed',
            'Log groups that should be watched are not; the log of subscribe names them',
            { Period: 900 },
          ),
        ]
      : []),
    ...(functions.canary
      ? [
          own('canary-missing', 'canary', 'CanaryCards', 'No card came of the line written each hour', {
            Period: 3_600,
            EvaluationPeriods: 2,
            ...MISSING,
          }),
        ]
      : []),
    ...(deployment.ingest === 'kinesis' ? streamAlarms(ofFunction, own) : []),
  ];
}

function queueAlarms() {
  const queueAlarm = (name, AlarmDescription, queue, more) => ({
    name,
    AlarmDescription,
    Namespace: 'AWS/SQS',
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queue, 'QueueName'] } }],
    Statistic: 'Maximum',
    ...more,
  });
  const age = { MetricName: 'ApproximateAgeOfOldestMessage', Threshold: 600 };
  return [
    queueAlarm('notify-dead-letters', 'Incidents that notify gave up on', 'NotifyDeadLetters'),
    queueAlarm('failures', 'Events that a function failed on three times', 'FailuresQueue'),
    queueAlarm('notify-age', 'Work for Slack waits for more than ten minutes', 'NotifyQueue', age),
  ];
}

function httpAlarm() {
  return {
    name: 'http-5xx',
    AlarmDescription: 'Requests of Slack or of hosts are answered with a fault of ours',
    Namespace: 'AWS/ApiGateway',
    MetricName: '5xx',
    Dimensions: [{ Name: 'ApiId', Value: { Ref: 'HttpApi' } }],
    Threshold: 3,
  };
}

function streamAlarms(ofFunction, own) {
  const throttled = (name, MetricName, AlarmDescription) => ({
    name,
    AlarmDescription,
    Namespace: 'AWS/Kinesis',
    MetricName,
    Dimensions: [{ Name: 'StreamName', Value: { Ref: 'LogStream' } }],
  });
  const age = { Statistic: 'Maximum', Threshold: 300_000 };
  const unread = own(
    'unread-records',
    'ingest-logs',
    'UnreadRecords',
    'Records of the stream are no deliveries of logs; the log of ingest-logs names them',
  );
  return [
    ofFunction('ingest-logs', 'stream-age', 'IteratorAge', 'is five minutes behind the stream', age),
    throttled('stream-writes', 'WriteProvisionedThroughputExceeded', 'The stream takes no more logs'),
    unread,
    throttled('stream-reads', 'ReadProvisionedThroughputExceeded', 'The stream is read faster than it gives'),
  ];
}

/** One alarm under its logical id: `notify-age` is `NotifyAgeAlarm`. */
function resource(stage, { name, ...metric }, AlarmActions) {
  const id = name.replace(/(^|-)(\w)/g, (_, __, letter) => letter.toUpperCase());
  const Properties = { AlarmName: `halfopen-${stage}-${name}`, ...USUAL, AlarmActions, ...metric };
  return [`${id}Alarm`, { Type: 'AWS::CloudWatch::Alarm', Properties }];
}
