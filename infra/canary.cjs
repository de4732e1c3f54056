const { accountArn, tableArn } = require('./existing.cjs');
const { allow, toRole } = require('./roles.cjs');

/** What the canary needs: a log group of its own, watched like the others, and the rights to write there and to see its incident. */
module.exports = async ({ resolveVariable }) => {
  const deployment = await resolveVariable('self:custom.deployment');
  if (!deployment.canaryChannel) return { Resources: {} };
  const stage = await resolveVariable('sls:stage');
  const isStream = deployment.ingest === 'kinesis';
  const name = `/halfopen/${stage}/canary`;
  const destination = isStream
    ? {
        DestinationArn: { 'Fn::GetAtt': ['LogStream', 'Arn'] },
        RoleArn: { 'Fn::GetAtt': ['LogsToStreamRole', 'Arn'] },
        Distribution: 'Random',
      }
    : { DestinationArn: { 'Fn::GetAtt': ['IngestDashlogsLambdaFunction', 'Arn'] } };
  return {
    Resources: {
      CanaryLogGroup: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: name, RetentionInDays: 1 } },
      CanarySubscription: {
        Type: 'AWS::Logs::SubscriptionFilter',
        ...(isStream ? {} : { DependsOn: 'LogsMayInvoke' }),
        Properties: { LogGroupName: { Ref: 'CanaryLogGroup' }, FilterPattern: '', ...destination },
      },
      CanaryRole: toRole(stage, 'canary', [
        allow(['dynamodb:GetItem', 'dynamodb:Query'], tableArn(deployment)),
        allow(['logs:CreateLogStream', 'logs:PutLogEvents'], accountArn('logs', `log-group:${name}:*`)),
        ...(deployment.kmsKey ? [allow('kms:Decrypt', deployment.kmsKey)] : []),
      ]),
    },
  };
};
