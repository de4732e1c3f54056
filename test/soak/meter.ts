const HOUR_MS = 3_600_000;

/** What one hour of the scenario took. */
export interface HourOfWork {
  deliveries: number;
  events: number;
  snapshots: number;
  deliveryCpuMs: number;
  snapshotCpuMs: number;
  notifyCpuMs: number;
  /** Each delivery of a few events and each snapshot, in processor milliseconds. */
  small: number[];
}

/** Measures the processor's time by the hour of the scenario. */
export interface Meter {
  hours: HourOfWork[];
  measure<T>(
    atMs: number,
    what: { of: keyof HourOfWork & `${string}CpuMs`; isSmall?: boolean },
    run: () => Promise<T>,
  ): Promise<T>;
  count(atMs: number, what: 'deliveries' | 'events' | 'snapshots', by: number): void;
}

/** Starts a meter at the scenario's start. */
export function createMeter(startMs: number): Meter {
  const hours: HourOfWork[] = [];
  const hourAt = (atMs: number): HourOfWork => {
    const hour = Math.floor((atMs - startMs) / HOUR_MS);
    const cpu = { deliveryCpuMs: 0, snapshotCpuMs: 0, notifyCpuMs: 0 };
    const found = hours[hour] ?? { deliveries: 0, events: 0, snapshots: 0, ...cpu, small: [] };
    hours[hour] = found;
    return found;
  };
  return {
    hours,
    async measure(atMs, { of, isSmall }, run) {
      const before = process.cpuUsage();
      try {
        return await run();
      } finally {
        const { user, system } = process.cpuUsage(before);
        const cpuMs = (user + system) / 1_000;
        hourAt(atMs)[of] += cpuMs;
        if (isSmall) hourAt(atMs).small.push(cpuMs);
      }
    },
    count(atMs, what, by) {
      hourAt(atMs)[what] += by;
    },
  };
}
