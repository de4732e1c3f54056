import type { DeployFile } from './deploy-schema.ts';

/** What a deployment will do without, though nothing in its file is wrong; each with what to do about it. */
export function deploymentNotes(deploy: DeployFile): { found: string; hint: string }[] {
  const watchesNothing = deploy.logGroups.length === 0 && Object.keys(deploy.logGroupTags).length === 0;
  return [
    ...(watchesNothing && deploy.managementUrlParameter === '' && deploy.amazonMqBrokers.length === 0
      ? [
          {
            found: 'watches nothing: no log group is named, and no broker is polled',
            hint: 'Name log groups under logGroups, e.g. /aws/amazonmq/broker/*, or tags under logGroupTags.',
          },
        ]
      : []),
    ...(deploy.alarmEmail === '' && deploy.alarmTopic === ''
      ? [
          {
            found: 'sends its alarms to nobody',
            hint: 'Set alarmEmail, or alarmTopic to a topic that somebody listens to.',
          },
        ]
      : []),
    ...(deploy.canaryChannel === ''
      ? [
          {
            found: 'has no canary: nothing rings when log lines no longer become cards',
            hint: 'Set canaryChannel to a channel that nobody has to read.',
          },
        ]
      : []),
  ];
}
