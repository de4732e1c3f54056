import { startWork } from '../start-work.ts';
import { defineCommand } from './define-command.ts';
import { readSince } from './read-arguments.ts';

/** `/triage logs`: triages a log group of CloudWatch Logs. */
export const logs = defineCommand({
  name: 'logs',
  aliases: ['log'],
  arguments: '<log group> [since]',
  does: 'triage a log group, by default its last hour',
  example: 'logs /aws/amazonmq/broker/b-1234/general 2h',
  isQuestion: false,
  parse({ words: [logGroup, ...since], nowMs }) {
    if (logGroup === undefined) return { misread: 'The log group is missing.' };
    const read = readSince(since, '1h', nowMs);
    return 'misread' in read ? read : { logGroup, period: read.period };
  },
  run: (context, actor, { logGroup, period }) => startWork(context, actor, { do: 'logs', logGroup, period }),
});
