/** Subscriptions of the log groups in deploy.yml: straight to ingest-logs, or through a Kinesis stream. */
module.exports = async ({ resolveVariable }) => {
  const { logGroups = [], ingest = 'lambda', filterPattern = '' } = await resolveVariable('self:custom.deployment');
  if (!['lambda', 'kinesis'].includes(ingest)) throw new Error(`deploy.yml: ingest is "${ingest}". Write lambda or kinesis.`);
  const filters = (target) =>
    Object.fromEntries(
      logGroups.map((LogGroupName, i) => [
        `Subscription${i + 1}`,
        { Type: 'AWS::Logs::SubscriptionFilter', Properties: { LogGroupName, FilterPattern: filterPattern, ...target.Properties }, ...target.More },
      ]),
    );
  const fn = { 'Fn::GetAtt': ['IngestDashlogsLambdaFunction', 'Arn'] };
  return { Resources: ingest === 'lambda' ? toLambda(fn, filters) : toKinesis(fn, filters) };
};

function toLambda(fn, filters) {
  return {
    LogsMayInvoke: {
      Type: 'AWS::Lambda::Permission',
      Properties: { Action: 'lambda:InvokeFunction', FunctionName: fn, Principal: 'logs.amazonaws.com', SourceAccount: { Ref: 'AWS::AccountId' } },
    },
    ...filters({ Properties: { DestinationArn: fn }, More: { DependsOn: 'LogsMayInvoke' } }),
  };
}

function toKinesis(fn, filters) {
  const stream = { 'Fn::GetAtt': ['LogStream', 'Arn'] };
  const policy = (Action, Resource) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] });
  return {
    LogStream: {
      Type: 'AWS::Kinesis::Stream',
      Properties: { StreamModeDetails: { StreamMode: 'ON_DEMAND' }, RetentionPeriodHours: 24, StreamEncryption: { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' } },
    },
    LogsToStreamRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'logs.amazonaws.com' }, Action: 'sts:AssumeRole' }] },
        Policies: [{ PolicyName: 'put', PolicyDocument: policy('kinesis:PutRecord', stream) }],
      },
    },
    ReadStreamPolicy: {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: 'read-stream',
        Roles: [{ Ref: 'IngestLogsRole' }],
        PolicyDocument: policy(['kinesis:DescribeStream', 'kinesis:DescribeStreamSummary', 'kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:ListShards'], stream),
      },
    },
    StreamToIngest: {
      Type: 'AWS::Lambda::EventSourceMapping',
      DependsOn: 'ReadStreamPolicy',
      Properties: {
        EventSourceArn: stream,
        FunctionName: fn,
        StartingPosition: 'TRIM_HORIZON',
        BatchSize: 50,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 10,
        DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['FailuresQueue', 'Arn'] } } },
      },
    },
    IteratorAgeAlarm: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        AlarmDescription: 'Logs wait in the stream for more than five minutes',
        Namespace: 'AWS/Lambda',
        MetricName: 'IteratorAge',
        Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'IngestDashlogsLambdaFunction' } }],
        Statistic: 'Maximum',
        Period: 300,
        EvaluationPeriods: 1,
        Threshold: 300000,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        TreatMissingData: 'notBreaching',
        AlarmActions: [{ Ref: 'AlarmTopic' }],
      },
    },
    ...filters({ Properties: { DestinationArn: stream, RoleArn: { 'Fn::GetAtt': ['LogsToStreamRole', 'Arn'] } }, More: {} }),
  };
}
