import { createHash } from 'node:crypto';
import { isOwnLogGroup, matchesAll, routeOf } from '../incidents/match-config.ts';
import type { Alert } from '../model/alert.ts';
import type { Config } from '../model/config.ts';
import type { Work } from '../model/work.ts';

/** Looked into after an alert began, where it came late; alerts fire minutes after what they are about. */
const LONGEST_AFTER_MS = 1_800_000;

/**
 * What an alert makes Halfopen do: look into the log groups of the first rule that matches it, from some time before it began until
 * now, and answer in the rule's channel, in the alert's own thread where it was posted there. None where no rule matches. The same firing sent again is the same work.
 */
export function alertWorks(
  config: Pick<Config, 'alerts' | 'routes' | 'ownLogGroups'>,
  alert: Alert,
  nowMs: number,
): Work[] {
  const rule = config.alerts.find(({ match }) => matchesAll(match, alert.labels));
  if (!rule) return [];
  const channel = rule.channel ?? routeOf(config, alert.labels).channel;
  const fromMs = alert.startsAtMs - rule.beforeMs;
  const toMs = Math.min(Math.max(nowMs, fromMs + 1), alert.startsAtMs + LONGEST_AFTER_MS);
  const because = alert.summary ? `${alert.name}: ${alert.summary}` : alert.name;
  return rule.logGroups
    .filter((logGroup) => !isOwnLogGroup(config, logGroup))
    .map((logGroup) => ({
      id: `alert-${createHash('sha256').update(`${alert.id}\n${logGroup}`).digest('hex').slice(0, 32)}`,
      userId: '',
      place: { channel },
      task: {
        do: 'logs',
        logGroup,
        period: { fromMs, toMs: Math.max(toMs, fromMs + 1) },
        because,
        alert: { name: alert.name, labels: alert.labels, startsAtMs: alert.startsAtMs },
      },
    }));
}
