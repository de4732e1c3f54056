/** What the stack's parts are called in other parts of it, where deploy.yml may name one that exists already. */
module.exports = { tableName, tableArn, accountArn };

function tableName({ table }) {
  return table || { Ref: 'Table' };
}

function tableArn({ table }) {
  return table ? accountArn('dynamodb', `table/${table}`) : { 'Fn::GetAtt': ['Table', 'Arn'] };
}

/** The ARN of something in this account and region. */
function accountArn(service, resource) {
  return { 'Fn::Sub': `arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${resource}` };
}
