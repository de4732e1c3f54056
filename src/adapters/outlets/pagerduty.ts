import type { IncidentChange } from '../../model/incident-change.ts';

const ACTIONS = { open: 'trigger', acknowledged: 'acknowledge', resolved: 'resolve' } as const;
/** PagerDuty takes so many characters of a summary. */
const MOST_SUMMARY = 1_024;

/**
 * An event for PagerDuty's Events API v2 (https://developer.pagerduty.com/docs/events-api-v2/overview). Its key is the incident's id,
 * so that an event that is sent twice changes nothing.
 */
export function pagerdutyEvent(routingKey: string, change: IncidentChange): Record<string, unknown> {
  const { incident, status, link } = change;
  return {
    routing_key: routingKey,
    event_action: ACTIONS[status],
    dedup_key: incident,
    client: 'Halfopen',
    ...(link ? { links: [{ href: link, text: 'Log' }] } : {}),
    payload: {
      summary: change.title.slice(0, MOST_SUMMARY),
      source: change.system,
      severity: change.severity,
      timestamp: new Date(change.firstSeenMs).toISOString(),
      component: change.runbook,
      group: change.system,
      class: change.runbook,
      custom_details: {
        cause: change.cause,
        confidence: `${Math.round(change.confidence * 100)} %`,
        seen: change.count,
        labels: change.labels,
        ...(change.step ? { 'first step': change.step.text } : {}),
        ...(change.step?.command ? { command: change.step.command } : {}),
        evidence: change.evidence,
      },
    },
  };
}
