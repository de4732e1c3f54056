/** Alarms, all to one topic. What each means and what to do: docs/operate.md. */
module.exports = async ({ resolveVariable }) => {
  const stage = await resolveVariable('sls:stage');
  const alarms = [
    queueAlarm('notify-dead-letters', 'Incidents that notify gave up on', 'NotifyDeadLetters'),
    queueAlarm('failures', 'Events that a function failed on three times', 'FailuresQueue'),
    {
      ...queueAlarm('notify-age', 'Work for Slack waits for more than ten minutes', 'NotifyQueue'),
      MetricName: 'ApproximateAgeOfOldestMessage',
      Threshold: 600,
    },
    {
      ...functionAlarm('sweep', 'Invocations', 1),
      name: 'sweep-missing',
      AlarmDescription: 'The sweep has not run for five minutes',
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    },
    ...['ingest-logs', 'ingest-snapshot', 'slack', 'answer', 'notify', 'sweep'].flatMap((fn) => [
      functionAlarm(fn, 'Errors', 3),
      functionAlarm(fn, 'Throttles', 5),
    ]),
    {
      name: 'notify-failed',
      AlarmDescription: 'Slack refuses what notify sends',
      Namespace: 'Halfopen',
      MetricName: 'Failed',
      Dimensions: [{ Name: 'service', Value: 'notify' }],
      Statistic: 'Sum',
      Threshold: 3,
    },
    {
      name: 'internal-errors',
      AlarmDescription:
        'A system can’t be triaged, or an incident not be shown, wholly or in part; the log of sweep names it',
      Namespace: 'Halfopen',
      MetricName: 'InternalErrors',
      Dimensions: [{ Name: 'service', Value: 'sweep' }],
      Statistic: 'Sum',
      Threshold: 1,
    },
    {
      name: 'slack-refused',
      AlarmDescription:
        'Slack refuses messages for a channel until somebody acts; the log of sweep has the hint',
      Namespace: 'Halfopen',
      MetricName: 'SlackRefused',
      Dimensions: [{ Name: 'service', Value: 'sweep' }],
      Statistic: 'Sum',
      Threshold: 1,
    },
  ];
  const topic = { Type: 'AWS::SNS::Topic', Properties: { TopicName: `halfopen-${stage}-alarms` } };
  return {
    Resources: { AlarmTopic: topic, ...Object.fromEntries(alarms.map((alarm) => resource(stage, alarm))) },
  };

  function functionAlarm(fn, MetricName, Threshold) {
    return {
      name: `${fn}-${MetricName.toLowerCase()}`,
      AlarmDescription: `${fn} ${MetricName === 'Errors' ? 'fails' : 'is throttled'}`,
      Namespace: 'AWS/Lambda',
      MetricName,
      Dimensions: [{ Name: 'FunctionName', Value: `halfopen-${stage}-${fn}` }],
      Statistic: 'Sum',
      Threshold,
    };
  }
};

function queueAlarm(name, AlarmDescription, queue) {
  return {
    name,
    AlarmDescription,
    Namespace: 'AWS/SQS',
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queue, 'QueueName'] } }],
    Statistic: 'Maximum',
    Threshold: 1,
  };
}

/** One alarm over the last five minutes, under its logical id: `notify-age` is `NotifyAgeAlarm`. */
function resource(stage, { name, ...metric }) {
  const id = name.replace(/(^|-)(\w)/g, (_, __, letter) => letter.toUpperCase());
  return [
    `${id}Alarm`,
    {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        AlarmName: `halfopen-${stage}-${name}-alarm`,
        Period: 300,
        EvaluationPeriods: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        TreatMissingData: 'notBreaching',
        AlarmActions: [{ Ref: 'AlarmTopic' }],
        ...metric,
      },
    },
  ];
}
