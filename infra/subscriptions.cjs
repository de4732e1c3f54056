const { toKinesis } = require('./kinesis.cjs');

/** Subscriptions of the log groups in deploy.yml: straight to ingest-logs, or through a Kinesis stream. */
module.exports = async ({ resolveVariable }) => {
  const {
    logGroups = [],
    ingest = 'lambda',
    filterPattern = '',
  } = await resolveVariable('self:custom.deployment');
  if (!['lambda', 'kinesis'].includes(ingest))
    throw new Error(`deploy.yml: ingest is "${ingest}". Write lambda or kinesis.`);
  const filters = (target) =>
    Object.fromEntries(
      logGroups.map((LogGroupName, i) => [
        `Subscription${i + 1}`,
        {
          Type: 'AWS::Logs::SubscriptionFilter',
          Properties: { LogGroupName, FilterPattern: filterPattern, ...target.Properties },
          ...target.More,
        },
      ]),
    );
  const fn = { 'Fn::GetAtt': ['IngestDashlogsLambdaFunction', 'Arn'] };
  return { Resources: ingest === 'lambda' ? toLambda(fn, filters) : toKinesis(fn, filters) };
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
      },
    },
    ...filters({ Properties: { DestinationArn: fn }, More: { DependsOn: 'LogsMayInvoke' } }),
  };
}
