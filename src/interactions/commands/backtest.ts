import { startWork } from '../start-work.ts';
import { defineCommand } from './define-command.ts';
import { readSince } from './read-arguments.ts';

/** `/triage backtest`: tries a runbook on a log group, by default on its last 24 hours. */
export const backtest = defineCommand({
  name: 'backtest',
  arguments: '<runbook> <log group> [since]',
  does: 'how often a runbook would have fired on what a log group holds',
  example: 'backtest missed-heartbeats /aws/amazonmq/broker/b-1234/general 7d',
  isQuestion: false,
  parse({ words: [runbook, logGroup, ...since], nowMs }) {
    if (runbook === undefined) return { misread: 'The runbook and the log group are missing.' };
    if (logGroup === undefined) return { misread: 'The log group is missing.' };
    const read = readSince(since, '24h', nowMs);
    return 'misread' in read ? read : { runbook, logGroup, period: read.period };
  },
  run: (context, actor, { runbook, logGroup, period }) =>
    startWork(context, actor, { do: 'backtest', runbook, logGroup, period }),
});
