const { watched } = require('./watched.cjs');

/** Functions that a deployment has only where deploy.yml asks for what they do. */
module.exports = async ({ resolveVariable }) => {
  const stage = await resolveVariable('sls:stage');
  const deployment = await resolveVariable('self:custom.deployment');
  const { patterns, tags } = watched(deployment);
  return {
    ...(patterns.length + tags.length > 0 ? { subscribe: subscribe(stage, deployment) } : {}),
    ...(takesAlerts(deployment) ? { alert: alert(stage, deployment) } : {}),
    ...(deployment.otlp ? { 'ingest-otlp': ingestOtlp(stage) } : {}),
    ...(deployment.canaryChannel ? { canary: canary(stage) } : {}),
  };
};

function subscribe(stage, deployment) {
  const isStream = deployment.ingest === 'kinesis';
  const { patterns, tags } = watched(deployment);
  return {
    name: `halfopen-${stage}-subscribe`,
    handler: 'index.handler',
    package: { artifact: '.package/subscribe.zip' },
    description: 'Subscribes the log groups that patterns and tags find',
    role: 'SubscribeRole',
    memorySize: 256,
    timeout: 300,
    maximumRetryAttempts: 0,
    environment: {
      SUBSCRIBE: JSON.stringify({
        name: `halfopen-${stage}`,
        patterns,
        tags: Object.fromEntries(tags),
        filterPattern: deployment.filterPattern,
      }),
      SUBSCRIBE_TO: {
        'Fn::GetAtt': [isStream ? 'LogStream' : 'IngestDashlogsLambdaFunction', 'Arn'],
      },
      ...(isStream ? { SUBSCRIBE_AS: { 'Fn::GetAtt': ['LogsToStreamRole', 'Arn'] } } : {}),
    },
    events: [{ schedule: { rate: ['rate(15 minutes)'], enabled: true } }],
  };
}

function takesAlerts({ alerts }) {
  return alerts.alertmanager || alerts.cloudwatchAlarms.length > 0 || alerts.snsTopics.length > 0;
}

function alert(stage, { alerts: { alertmanager, cloudwatchAlarms, snsTopics } }) {
  const alarms = {
    source: ['aws.cloudwatch'],
    'detail-type': ['CloudWatch Alarm State Change'],
    detail: { alarmName: cloudwatchAlarms.map((prefix) => ({ prefix })), state: { value: ['ALARM'] } },
  };
  return {
    name: `halfopen-${stage}-alert`,
    handler: 'index.handler',
    package: { artifact: '.package/alert.zip' },
    description: 'Has the logs looked into that an alert is about',
    role: 'AlertRole',
    memorySize: 512,
    timeout: 20,
    environment: {
      ALERT_SECRET_PARAM: `/halfopen/${stage}/alert-secret`,
      ANSWER_FUNCTION: `halfopen-${stage}-answer`,
    },
    events: [
      ...(alertmanager ? [{ httpApi: { method: 'POST', path: '/v1/alerts' } }] : []),
      ...(cloudwatchAlarms.length > 0 ? [{ eventBridge: { pattern: alarms } }] : []),
      ...snsTopics.map((sns) => ({ sns })),
    ],
  };
}

function ingestOtlp(stage) {
  return {
    name: `halfopen-${stage}-ingest-otlp`,
    handler: 'index.handler',
    package: { artifact: '.package/ingest-otlp.zip' },
    description: 'Takes in log records by OTLP/HTTP',
    role: 'IngestOtlpRole',
    memorySize: 1024,
    timeout: 29,
    environment: { OTLP_SECRET_PARAM: `/halfopen/${stage}/otlp-secret` },
    events: [{ httpApi: { method: 'POST', path: '/v1/logs' } }],
  };
}

module.exports.takesAlerts = takesAlerts;

function canary(stage) {
  return {
    name: `halfopen-${stage}-canary`,
    handler: 'index.handler',
    package: { artifact: '.package/canary.zip' },
    description: 'Writes a log line once an hour and waits for its card',
    role: 'CanaryRole',
    memorySize: 256,
    timeout: 300,
    maximumRetryAttempts: 0,
    events: [{ schedule: { rate: ['rate(1 hour)'], enabled: true } }],
  };
}
