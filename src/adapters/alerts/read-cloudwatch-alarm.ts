import * as z from 'zod';
import type { Alert } from '../../model/alert.ts';

const metric = z.object({
  namespace: z.string().default(''),
  name: z.string().default(''),
  dimensions: z.record(z.string(), z.string()).default({}),
});

/** EventBridge's event of a state change (Amazon CloudWatch user guide, "Alarm events and EventBridge"); further keys are ignored. */
const EVENT = z.object({
  source: z.literal('aws.cloudwatch'),
  'detail-type': z.literal('CloudWatch Alarm State Change'),
  time: z.iso.datetime({ offset: true }),
  detail: z.object({
    alarmName: z.string().max(255),
    state: z.object({ value: z.string(), reason: z.string().max(2_000).default('') }),
    configuration: z
      .object({
        metrics: z
          .array(z.object({ metricStat: z.object({ metric }).exactOptional() }))
          .max(500)
          .default([]),
      })
      .prefault({}),
  }),
});

/** The alarm, where it has gone into ALARM; none where it has left it. Undefined where it is no such event. */
export function readCloudwatchAlarm(event: unknown): Alert[] | undefined {
  const { success, data } = EVENT.safeParse(event);
  if (!success) return undefined;
  const { alarmName, state, configuration } = data.detail;
  if (state.value !== 'ALARM') return [];
  const watched = configuration.metrics.flatMap(({ metricStat }) => metricStat?.metric ?? [])[0];
  const labels = {
    ...watched?.dimensions,
    ...(watched ? { namespace: watched.namespace, metric: watched.name } : {}),
    alertname: alarmName,
  };
  const startsAtMs = Date.parse(data.time);
  return [
    {
      id: `cloudwatch/${alarmName}/${startsAtMs}`,
      name: alarmName,
      labels,
      summary: state.reason,
      startsAtMs,
    },
  ];
}
