const { allow } = require('./roles.cjs');
const { groupArns } = require('./watched.cjs');
const { accountArn } = require('./existing.cjs');

/** Lets `answer` read the log groups that people may ask for by `/triage logs` and `backtest`: those watched, and lookupLogGroups. */
module.exports = async ({ resolveVariable }) => {
  const { logGroups, logGroupTags, lookupLogGroups } = await resolveVariable('self:custom.deployment');
  const names = [...new Set([...logGroups, ...lookupLogGroups])];
  const tags = Object.entries(logGroupTags);
  const statements = [
    ...(names.length > 0 ? [allow('logs:FilterLogEvents', groupArns(names))] : []),
    ...(tags.length > 0
      ? [allow('logs:FilterLogEvents', accountArn('logs', 'log-group:*'), tagged(tags))]
      : []),
  ];
  if (statements.length === 0) return { Resources: {} };
  return {
    Resources: {
      LookupsPolicy: {
        Type: 'AWS::IAM::Policy',
        Properties: {
          PolicyName: 'lookups',
          Roles: [{ Ref: 'AnswerRole' }],
          PolicyDocument: { Version: '2012-10-17', Statement: statements },
        },
      },
    },
  };
};

module.exports.tagged = tagged;

/** Holds for resources that bear all of the tags. */
function tagged(tags) {
  return { StringEquals: Object.fromEntries(tags.map(([key, value]) => [`aws:ResourceTag/${key}`, value])) };
}
