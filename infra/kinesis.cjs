const { accountArn } = require('./existing.cjs');
const { allow } = require('./roles.cjs');

/** A Kinesis stream between log groups and ingest-logs, for groups too busy for direct delivery. */
module.exports = { toKinesis };

function toKinesis(fn, filters, { kmsKey, stream: reading }) {
  const stream = { 'Fn::GetAtt': ['LogStream', 'Arn'] };
  return {
    LogStream: {
      Type: 'AWS::Kinesis::Stream',
      Properties: {
        StreamModeDetails: { StreamMode: 'ON_DEMAND' },
        RetentionPeriodHours: 24,
        StreamEncryption: { EncryptionType: 'KMS', KeyId: kmsKey || 'alias/aws/kinesis' },
      },
    },
    LogsToStreamRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'logs.amazonaws.com' },
              Action: 'sts:AssumeRole',
              // Only for log groups of this account: anybody's could else be made to use the role.
              Condition: { StringLike: { 'aws:SourceArn': accountArn('logs', '*') } },
            },
          ],
        },
        Policies: [
          {
            PolicyName: 'put',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                allow('kinesis:PutRecord', stream),
                ...(kmsKey ? [allow('kms:GenerateDataKey', kmsKey)] : []),
              ],
            },
          },
        ],
      },
    },
    ReadStreamPolicy: {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: 'read-stream',
        Roles: [{ Ref: 'IngestLogsRole' }],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            allow(
              [
                'kinesis:DescribeStream',
                'kinesis:DescribeStreamSummary',
                'kinesis:GetRecords',
                'kinesis:GetShardIterator',
                'kinesis:ListShards',
              ],
              stream,
            ),
          ],
        },
      },
    },
    StreamToIngest: streamToIngest(fn, stream, reading),
    ...filters({
      Properties: {
        DestinationArn: stream,
        RoleArn: { 'Fn::GetAtt': ['LogsToStreamRole', 'Arn'] },
        // By log stream, one busy broker would be one shard. The order of records does not matter.
        Distribution: 'Random',
      },
      More: {},
    }),
  };
}

function streamToIngest(fn, stream, { batchSize, windowSec, parallel }) {
  return {
    Type: 'AWS::Lambda::EventSourceMapping',
    DependsOn: 'ReadStreamPolicy',
    Properties: {
      EventSourceArn: stream,
      FunctionName: fn,
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: batchSize,
      // A batch is triaged once: the fuller it is, the less each line costs.
      MaximumBatchingWindowInSeconds: windowSec,
      ParallelizationFactor: parallel,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 10,
      // Evidence is kept for no longer.
      MaximumRecordAgeInSeconds: 21_600,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['FailuresQueue', 'Arn'] } } },
    },
  };
}
