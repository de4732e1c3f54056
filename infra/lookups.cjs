/** Lets `answer` read the log groups that people may ask for by `/triage logs` and `backtest`: those subscribed to, and lookupLogGroups. */
module.exports = async ({ resolveVariable }) => {
  const { logGroups = [], lookupLogGroups = [] } = await resolveVariable('self:custom.deployment');
  const names = [...new Set([...logGroups, ...lookupLogGroups])];
  if (names.length === 0) return { Resources: {} };
  return {
    Resources: {
      LookupsPolicy: {
        Type: 'AWS::IAM::Policy',
        Properties: {
          PolicyName: 'lookups',
          Roles: [{ Ref: 'AnswerRole' }],
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: 'logs:FilterLogEvents',
                Resource: names.flatMap((name) => [arn(name), arn(`${name}:*`)]),
              },
            ],
          },
        },
      },
    },
  };
};

function arn(name) {
  return { 'Fn::Sub': `arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:${name}` };
}
