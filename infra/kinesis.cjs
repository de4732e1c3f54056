/** A Kinesis stream between log groups and ingest-logs, for groups too busy for direct delivery. */
module.exports = { toKinesis };

function toKinesis(fn, filters) {
  const stream = { 'Fn::GetAtt': ['LogStream', 'Arn'] };
  return {
    LogStream: {
      Type: 'AWS::Kinesis::Stream',
      Properties: {
        StreamModeDetails: { StreamMode: 'ON_DEMAND' },
        RetentionPeriodHours: 24,
        StreamEncryption: { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' },
      },
    },
    LogsToStreamRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: { Service: 'logs.amazonaws.com' }, Action: 'sts:AssumeRole' },
          ],
        },
        Policies: [{ PolicyName: 'put', PolicyDocument: policy('kinesis:PutRecord', stream) }],
      },
    },
    ReadStreamPolicy: {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: 'read-stream',
        Roles: [{ Ref: 'IngestLogsRole' }],
        PolicyDocument: policy(
          [
            'kinesis:DescribeStream',
            'kinesis:DescribeStreamSummary',
            'kinesis:GetRecords',
            'kinesis:GetShardIterator',
            'kinesis:ListShards',
          ],
          stream,
        ),
      },
    },
    StreamToIngest: streamToIngest(fn, stream),
    IteratorAgeAlarm: iteratorAgeAlarm(),
    ...filters({
      Properties: { DestinationArn: stream, RoleArn: { 'Fn::GetAtt': ['LogsToStreamRole', 'Arn'] } },
      More: {},
    }),
  };
}

function policy(Action, Resource) {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] };
}

function streamToIngest(fn, stream) {
  return {
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
  };
}

function iteratorAgeAlarm() {
  return {
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
  };
}
