const { accountArn, tableArn } = require('./existing.cjs');
const { takesAlerts } = require('./functions-on-demand.cjs');

const VERSION = '2012-10-17';
const INTERFACE_ACTIONS = [
  'CreateNetworkInterface',
  'DeleteNetworkInterface',
  'DescribeNetworkInterfaces',
].map((action) => `ec2:${action}`);

/** One role per function, each with what it does and nothing else. */
module.exports = async ({ resolveVariable }) => {
  const stage = await resolveVariable('sls:stage');
  const deployment = await resolveVariable('self:custom.deployment');
  const { managementUrlParameter, pagerDutyTokenParameter, opinionModel, hasOutlets, buses, actions } =
    deployment;
  const table = allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'], tableArn(deployment));
  const store = [table, send('NotifyQueue')];
  const failures = send('FailuresQueue');
  const secrets = (...names) => parameters(names.map((name) => `/halfopen/${stage}/${name}`));
  const polled = managementUrlParameter ? [parameters([managementUrlParameter])] : [];
  // CloudWatch knows no resource that these could be limited to.
  const measured =
    deployment.amazonMqBrokers.length > 0
      ? [allow(['cloudwatch:GetMetricData', 'cloudwatch:ListMetrics'], '*')]
      : [];
  // The actions of AWSLambdaVPCAccessExecutionRole; network interfaces that are not there yet have no ARN.
  const interfaces = deployment.vpc.subnetIds.length > 0 ? [allow(INTERFACE_ACTIONS, '*')] : [];
  const onCall = pagerDutyTokenParameter ? [parameters([pagerDutyTokenParameter])] : [];
  const invokeAnswer = allow(
    'lambda:InvokeFunction',
    accountArn('lambda', `function:halfopen-${stage}-answer`),
  );
  const opinion = opinionModel ? [allow('bedrock:InvokeModel', modelArns(opinionModel))] : [];
  const role = (fn, ...statements) => toRole(stage, fn, [...statements, ...keyStatements(deployment.kmsKey)]);
  return {
    Resources: {
      IngestLogsRole: role('ingest-logs', ...store, failures),
      IngestSnapshotRole: role(
        'ingest-snapshot',
        ...store,
        secrets('snapshot-secret'),
        ...polled,
        ...measured,
        ...interfaces,
      ),
      ...(deployment.otlp ? { IngestOtlpRole: role('ingest-otlp', ...store, secrets('otlp-secret')) } : {}),
      SlackRole: role(
        'slack',
        ...store,
        invokeAnswer,
        secrets('slack-signing-secret', 'slack-bot-token'),
        ...onCall,
      ),
      // An interaction that was too slow for its acknowledgement is done here.
      AnswerRole: role(
        'answer',
        ...store,
        failures,
        secrets('slack-bot-token'),
        ...onCall,
        ...opinion,
        ...runs(actions),
      ),
      NotifyRole: role(
        'notify',
        table,
        allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], {
          'Fn::GetAtt': ['NotifyQueue', 'Arn'],
        }),
        secrets('slack-bot-token', ...(hasOutlets ? ['outlet-*'] : [])),
        ...(buses.length > 0 ? [allow('events:PutEvents', buses.map(busArn))] : []),
        ...onCall,
      ),
      ...(takesAlerts(deployment) ? { AlertRole: role('alert', invokeAnswer, secrets('alert-secret')) } : {}),
      SweepRole: role('sweep', ...store, failures, secrets('slack-bot-token'), ...onCall),
    },
  };
};

module.exports.toRole = toRole;
module.exports.allow = allow;

/**
 * The model itself, and the inference profile of that id: a profile such as eu.anthropic.claude… calls the model behind its first dot
 * in any region of its own.
 */
function modelArns(id) {
  const profile = accountArn('bedrock', `inference-profile/${id}`);
  const model = id.replace(/^(us|eu|apac|jp|au|global)\./, '');
  return [profile, { 'Fn::Sub': `arn:\${AWS::Partition}:bedrock:*::foundation-model/${model}` }];
}

/** A role that one function may take, which may also write its log and traces. */
function toRole(stage, fn, statements) {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: VERSION,
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      },
      Policies: [
        {
          PolicyName: fn,
          PolicyDocument: {
            Version: VERSION,
            Statement: [
              ...statements,
              allow(
                ['logs:CreateLogStream', 'logs:PutLogEvents'],
                accountArn('logs', `log-group:/aws/lambda/halfopen-${stage}-${fn}:*`),
              ),
              // X-Ray takes no resource.
              allow(['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], '*'),
            ],
          },
        },
      ],
    },
  };
}

function allow(Action, Resource, Condition) {
  return { Effect: 'Allow', Action, Resource, ...(Condition ? { Condition } : {}) };
}

function send(queue) {
  return allow('sqs:SendMessage', { 'Fn::GetAtt': [queue, 'Arn'] });
}

/** Only what the configuration allows; GetAutomationExecution takes no resource that could be known before. */
function runs(actions) {
  const of = (key) => [...new Set(actions.flatMap((one) => one[key] ?? []))];
  const [documents, roles, functions] = [of('document'), of('role'), of('function')];
  return [
    ...(documents.length > 0
      ? [
          allow('ssm:StartAutomationExecution', documents.map(automationArn)),
          allow('ssm:GetAutomationExecution', accountArn('ssm', 'automation-execution/*')),
        ]
      : []),
    ...(roles.length > 0
      ? [allow('iam:PassRole', roles, { StringEquals: { 'iam:PassedToService': 'ssm.amazonaws.com' } })]
      : []),
    ...(functions.length > 0 ? [allow('lambda:InvokeFunction', functions.map(functionArn))] : []),
  ];
}

/** A document of this account by its name, or of Amazon's, which have no account; in any version. */
function automationArn(name) {
  if (name.startsWith('arn:')) return name;
  const account = name.startsWith('AWS') ? '' : '${AWS::AccountId}';
  return {
    'Fn::Sub': `arn:\${AWS::Partition}:ssm:\${AWS::Region}:${account}:automation-definition/${name}:*`,
  };
}

function functionArn(name) {
  return name.startsWith('arn:') ? name : accountArn('lambda', `function:${name}`);
}

/** A bus of this account by its name, any other by its ARN. */
function busArn(bus) {
  return bus.startsWith('arn:') ? bus : accountArn('events', `event-bus/${bus}`);
}

/** A parameter's name may begin with a slash or not; its ARN has one. */
function parameters(names) {
  const arns = names.map((name) => accountArn('ssm', `parameter/${name.replace(/^\//, '')}`));
  return allow('ssm:GetParameter', arns);
}

/** The table, the queues and the environment are encrypted with the customer's key, where there is one. */
function keyStatements(kmsKey) {
  return kmsKey
    ? [allow(['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'], kmsKey)]
    : [];
}
