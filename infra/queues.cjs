const DAY_SEC = 86_400;

/**
 * The queues. CloudFormation names them: SQS refuses a name for 60 seconds after a queue of that name was deleted, which a second
 * try would run into.
 */
module.exports = async ({ resolveVariable }) => {
  const { kmsKey } = await resolveVariable('self:custom.deployment');
  const encrypted = kmsKey ? { KmsMasterKeyId: kmsKey } : { SqsManagedSseEnabled: true };
  const queue = (Properties) => ({ Type: 'AWS::SQS::Queue', Properties: { ...Properties, ...encrypted } });
  return {
    Resources: {
      NotifyQueue: queue({
        // Six times the time-out of notify.
        VisibilityTimeout: 360,
        MessageRetentionPeriod: DAY_SEC,
        RedrivePolicy: {
          deadLetterTargetArn: { 'Fn::GetAtt': ['NotifyDeadLetters', 'Arn'] },
          maxReceiveCount: 5,
        },
      }),
      NotifyDeadLetters: queue({ MessageRetentionPeriod: 14 * DAY_SEC }),
      FailuresQueue: queue({ MessageRetentionPeriod: 14 * DAY_SEC }),
    },
  };
};
