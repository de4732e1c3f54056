import * as z from 'zod';
import type { Alert } from '../../model/alert.ts';

/** Alertmanager groups no more than a few dozen; what is beyond is left to the next notification. */
const MOST_ALERTS = 50;
const texts = z.record(z.string().max(200), z.string().max(4_000)).default({});
const time = z.string().transform((text, context) => {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) context.addIssue('is not a time');
  return ms;
});

/** Version 4 of https://prometheus.io/docs/alerting/latest/configuration/#webhook_config; further keys are ignored. */
const NOTIFICATION = z.object({
  version: z.literal('4'),
  alerts: z
    .array(
      z.object({
        status: z.enum(['firing', 'resolved']),
        labels: texts,
        annotations: texts,
        startsAt: time,
        fingerprint: z.string().max(100).default(''),
      }),
    )
    .max(1_000),
});

/** The alerts of a notification that are firing; undefined where it is none of Alertmanager's. */
export function readAlertmanager(json: unknown): Alert[] | undefined {
  const { success, data } = NOTIFICATION.safeParse(json);
  if (!success) return undefined;
  return data.alerts
    .filter(({ status }) => status === 'firing')
    .slice(0, MOST_ALERTS)
    .map(({ labels, annotations, startsAt, fingerprint }) => ({
      id: `alertmanager/${fingerprint || JSON.stringify(labels)}/${startsAt}`,
      name: labels['alertname'] ?? 'alert',
      labels,
      summary: annotations['summary'] ?? annotations['description'] ?? '',
      startsAtMs: startsAt,
    }));
}
