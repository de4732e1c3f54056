import * as z from 'zod';
import type { Alert } from '../../model/alert.ts';

/** How SNS calls a function (AWS Lambda developer guide, "Invoking Lambda functions with Amazon SNS notifications"). */
const EVENT = z.object({
  Records: z
    .array(
      z.object({ EventSource: z.literal('aws:sns'), Sns: z.object({ Message: z.string().max(262_144) }) }),
    )
    .min(1),
});

const optional = z.string().nullish();
/** What CloudWatch sends to a topic when an alarm changes its state; a metric's dimensions come as a list, and may be missing. */
const ALARM = z.object({
  AlarmName: z.string().max(255),
  NewStateValue: z.string(),
  NewStateReason: z.string().default(''),
  StateChangeTime: z.string(),
  Trigger: z
    .object({
      MetricName: optional,
      Namespace: optional,
      Dimensions: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
    })
    .nullish(),
});
const LONGEST_REASON = 2_000;

/**
 * Alarms that have gone into ALARM, of those that a topic of SNS hands over; what else is sent to the topic is left out. Undefined where
 * the event is none of SNS. The same change by EventBridge has the same id.
 */
export function readSnsAlarms(event: unknown): Alert[] | undefined {
  const { success, data } = EVENT.safeParse(event);
  return success ? data.Records.flatMap(({ Sns }) => toAlert(Sns.Message) ?? []) : undefined;
}

function toAlert(message: string): Alert | undefined {
  const { success, data } = ALARM.safeParse(parsed(message));
  if (!success || data.NewStateValue !== 'ALARM') return undefined;
  const { AlarmName: name, NewStateReason, StateChangeTime, Trigger } = data;
  const changedMs = Date.parse(StateChangeTime);
  if (Number.isNaN(changedMs)) return undefined;
  const startsAtMs = Math.floor(changedMs / 1_000) * 1_000;
  const dimensions = (Trigger?.Dimensions ?? []).map((one) => [one.name, one.value] as const);
  return {
    id: `cloudwatch/${name}/${startsAtMs}`,
    name,
    labels: {
      ...Object.fromEntries(dimensions),
      ...(Trigger?.MetricName ? { namespace: Trigger.Namespace ?? '', metric: Trigger.MetricName } : {}),
      alertname: name,
    },
    summary: NewStateReason.slice(0, LONGEST_REASON),
    startsAtMs,
  };
}

function parsed(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}
