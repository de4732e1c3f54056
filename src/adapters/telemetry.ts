import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Failure } from '../model/failure.ts';
import { redact } from '../redact/redact.ts';

/** Halfopen's own metrics; units are in their names or counts. */
type MetricName =
  | 'Events'
  | 'Matched'
  | 'UnreadEvents'
  | 'UnreadRecords'
  | 'PartlySearched'
  | 'LateEvents'
  | 'FutureEvents'
  | 'LagMs'
  | 'Notified'
  | 'Suppressed'
  | 'Failed'
  | 'LeftOut'
  | 'Resolved'
  | 'Swept'
  | 'Refused'
  | 'OutletsBehind'
  | 'SlackRefused'
  | 'InternalErrors'
  | 'Unsubscribed'
  | 'CanaryCards'
  | 'CanaryMs';

interface DeliveryCounts {
  events: number;
  matched: number;
  unreadEvents: number;
  partlySearched: number;
  lateEvents: number;
  futureEvents: number;
  lagMs: number;
}

const DELIVERY_METRICS = {
  events: 'Events',
  matched: 'Matched',
  unreadEvents: 'UnreadEvents',
  partlySearched: 'PartlySearched',
  lateEvents: 'LateEvents',
  futureEvents: 'FutureEvents',
  lagMs: 'LagMs',
} as const;

/** Structured logs and metrics of one function, by AWS Lambda Powertools: metrics go out as log lines, so no permission is needed. */
export interface Telemetry {
  log: Logger;
  count(name: MetricName, value: number): void;
  /** Logs what our own code threw, without its message, which may quote evidence, and counts it as failed. */
  reportFailures(failures: readonly Failure[]): void;
  /** Counts what a delivery of a log group held, and warns of events whose time can't be right. */
  reportDelivery(logGroup: string, delivery: DeliveryCounts): void;
  /** Logs and counts occurrences of which no incident was made, since one triage had too many. */
  reportLeftOut(count: number): void;
  /** Writes the metrics of one invocation. */
  flush(): void;
}

/** Starts telemetry for a function. No log line of a broker and no secret is ever given to it. */
export function createTelemetry(functionName: string): Telemetry {
  const log = new Logger({
    serviceName: `halfopen-${functionName}`,
    // An error may quote what it failed at.
    jsonReplacerFn: (_, value) => (typeof value === 'string' ? redact(value) : value),
  });
  let isCounted = false;
  const metrics = new Metrics({
    // Each stage has its own, so that the alarms of one do not ring for another.
    namespace: process.env['POWERTOOLS_METRICS_NAMESPACE'] || 'Halfopen',
    serviceName: functionName,
  });
  const count: Telemetry['count'] = (name, value) => {
    if (value === 0) return;
    metrics.addMetric(name, name.endsWith('Ms') ? MetricUnit.Milliseconds : MetricUnit.Count, value);
    isCounted = true;
  };
  const reportFailures: Telemetry['reportFailures'] = (failures) => {
    for (const { what, count: times } of failures) {
      log.error('internal error', { what, times });
      count('Failed', times);
    }
  };
  return {
    log,
    count,
    reportFailures,
    reportDelivery(logGroup, delivery) {
      warnOfGaps(log, logGroup, delivery);
      for (const name of Object.keys(DELIVERY_METRICS) as (keyof typeof DELIVERY_METRICS)[])
        count(DELIVERY_METRICS[name], delivery[name]);
    },
    reportLeftOut: (leftOut) => {
      if (leftOut > 0) log.warn('too many incidents in one triage', { leftOut });
      count('LeftOut', leftOut);
    },
    flush: () => {
      if (isCounted) metrics.publishStoredMetrics();
      isCounted = false;
    },
  };
}

function warnOfGaps(
  log: Logger,
  logGroup: string,
  { partlySearched, lateEvents, futureEvents }: DeliveryCounts,
): void {
  if (partlySearched > 0)
    log.warn('events were searched only at their beginning and end', { logGroup, partlySearched });
  if (lateEvents + futureEvents > 0)
    log.warn('events came too late or are ahead: look at the delay and the clock of their source', {
      logGroup,
      lateEvents,
      futureEvents,
    });
}
