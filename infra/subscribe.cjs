const { accountArn, tableArn } = require('./existing.cjs');
const { tagged } = require('./lookups.cjs');
const { allow, toRole } = require('./roles.cjs');
const { groupArns, watched } = require('./watched.cjs');

/**
 * What `subscribe` needs: its rights, and a resource that calls it at each deployment (so that a changed list holds at once) and when
 * the stack goes (so that no log group is left with a filter to nowhere).
 */
module.exports = async ({ resolveVariable }) => {
  const deployment = await resolveVariable('self:custom.deployment');
  const { patterns, tags } = watched(deployment);
  if (patterns.length + tags.length === 0) return { Resources: {} };
  const stage = await resolveVariable('sls:stage');
  const isStream = deployment.ingest === 'kinesis';
  return {
    Resources: {
      SubscribeRole: toRole(stage, 'subscribe', statements(deployment)),
      FoundSubscriptions: {
        Type: 'AWS::CloudFormation::CustomResource',
        DependsOn: isStream ? ['StreamToIngest'] : ['LogsMayInvoke'],
        Properties: {
          ServiceToken: { 'Fn::GetAtt': ['SubscribeLambdaFunction', 'Arn'] },
          ServiceTimeout: 300,
          // A change of these calls the function again.
          Wanted: JSON.stringify({ patterns, tags, filterPattern: deployment.filterPattern }),
          Destination: { 'Fn::GetAtt': [isStream ? 'LogStream' : 'IngestDashlogsLambdaFunction', 'Arn'] },
        },
      },
    },
  };
};

function statements(deployment) {
  const { patterns, tags } = watched(deployment);
  const anyGroup = accountArn('logs', 'log-group:*');
  const put = 'logs:PutSubscriptionFilter';
  const isStream = deployment.ingest === 'kinesis';
  return [
    allow(['dynamodb:GetItem', 'dynamodb:PutItem'], tableArn(deployment)),
    // A group that no pattern finds any more has to be let go; only filters of our own name are.
    allow(
      ['logs:DescribeLogGroups', 'logs:DescribeSubscriptionFilters', 'logs:DeleteSubscriptionFilter'],
      anyGroup,
    ),
    ...(patterns.length > 0 ? [allow(put, groupArns(patterns))] : []),
    // Tags are looked up in all regions' resources at once: this action takes no resource.
    ...(tags.length > 0 ? [allow(put, anyGroup, tagged(tags)), allow('tag:GetResources', '*')] : []),
    ...(isStream ? [allow('iam:PassRole', { 'Fn::GetAtt': ['LogsToStreamRole', 'Arn'] })] : []),
    ...(deployment.kmsKey ? [allow(['kms:Decrypt', 'kms:GenerateDataKey'], deployment.kmsKey)] : []),
  ];
}
