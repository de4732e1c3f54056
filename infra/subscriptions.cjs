const { accountArn } = require('./existing.cjs');
const { toKinesis } = require('./kinesis.cjs');
const { logicalId, watched } = require('./watched.cjs');

/** Subscriptions of the log groups that deploy.yml names: straight to ingest-logs, or through a Kinesis stream. */
module.exports = async ({ resolveVariable }) => {
  const deployment = await resolveVariable('self:custom.deployment');
  const { ingest, filterPattern } = deployment;
  const filters = (target) =>
    Object.fromEntries(
      watched(deployment).names.map((LogGroupName) => [
        logicalId(LogGroupName),
        {
          Type: 'AWS::Logs::SubscriptionFilter',
          Properties: { LogGroupName, FilterPattern: filterPattern, ...target.Properties },
          ...target.More,
        },
      ]),
    );
  const fn = { 'Fn::GetAtt': ['IngestDashlogsLambdaFunction', 'Arn'] };
  return { Resources: ingest === 'lambda' ? toLambda(fn, filters) : toKinesis(fn, filters, deployment) };
};

function toLambda(fn, filters) {
  return {
    LogsMayInvoke: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: fn,
        Principal: 'logs.amazonaws.com',
        SourceAccount: { Ref: 'AWS::AccountId' },
        SourceArn: accountArn('logs', 'log-group:*:*'),
      },
    },
    ...filters({ Properties: { DestinationArn: fn }, More: { DependsOn: 'LogsMayInvoke' } }),
  };
}
