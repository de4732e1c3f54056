import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Failure } from '../model/failure.ts';
import { redact } from '../redact/redact.ts';

/** Halfopen's own metrics; units are in their names or counts. */
type MetricName =
  | 'Events'
  | 'Matched'
  | 'UnreadEvents'
  | 'LagMs'
  | 'Notified'
  | 'Suppressed'
  | 'Failed'
  | 'Resolved'
  | 'Swept'
  | 'Refused'
  | 'SlackRefused'
  | 'InternalErrors';

/** Structured logs and metrics of one function, by AWS Lambda Powertools: metrics go out as log lines, so no permission is needed. */
export interface Telemetry {
  log: Logger;
  count(name: MetricName, value: number): void;
  /** Logs what our own code threw, without its message, which may quote evidence, and counts it as failed. */
  reportFailures(failures: readonly Failure[]): void;
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
  const metrics = new Metrics({ namespace: 'Halfopen', serviceName: functionName });
  const count: Telemetry['count'] = (name, value) => {
    if (value === 0) return;
    metrics.addMetric(name, name === 'LagMs' ? MetricUnit.Milliseconds : MetricUnit.Count, value);
    isCounted = true;
  };
  return {
    log,
    count,
    reportFailures: (failures) => {
      for (const { what, count: times } of failures) {
        log.error('internal error', { what, times });
        count('Failed', times);
      }
    },
    flush: () => {
      if (isCounted) metrics.publishStoredMetrics();
      isCounted = false;
    },
  };
}
