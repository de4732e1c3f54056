import { group } from 'd3-array';
import { workloadOfRecord, workloadOfStream } from '../observe/wrappers/workload.ts';
import type { LogDelivery } from './log-evidence.ts';

/**
 * Parts a delivery by the containers that its lines are of, where its stream or a shipper names them: a stream may hold the lines of
 * many pods, which belong to different systems, and are no records of one another.
 */
export function byWorkload(delivery: LogDelivery): LogDelivery[] {
  if (delivery.workload) return [delivery];
  const ofStream = workloadOfStream(delivery.logStream);
  const parts = group(
    delivery.events.map((event) => ({ event, workload: workloadOfRecord(event.message) ?? ofStream })),
    ({ workload }) => workload && [workload.namespace, workload.pod, workload.container].join('/'),
  );
  return [...parts.values()].map((members) => {
    const [{ workload } = {}] = members;
    return { ...delivery, ...(workload ? { workload } : {}), events: members.map(({ event }) => event) };
  });
}
