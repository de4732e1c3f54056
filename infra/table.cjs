const { tableName } = require('./existing.cjs');

/**
 * The table, unless deploy.yml names one that was kept. CloudFormation names it, so that what an earlier deployment left is not in
 * the way. It outlives the stack, but not a first deployment that failed.
 */
module.exports = async ({ resolveVariable }) => {
  const deployment = await resolveVariable('self:custom.deployment');
  const outputs = {
    TableName: { Description: 'The table, for HALFOPEN_TABLE', Value: tableName(deployment) },
  };
  return { Resources: deployment.table ? {} : { Table: table(deployment.kmsKey) }, Outputs: outputs };
};

function table(kmsKey) {
  return {
    Type: 'AWS::DynamoDB::Table',
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: {
        SSEEnabled: true,
        ...(kmsKey ? { SSEType: 'KMS', KMSMasterKeyId: kmsKey } : {}),
      },
    },
  };
}
