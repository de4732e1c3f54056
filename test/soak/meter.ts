const HOUR_MS = 3_600_000;

/** What one hour of the scenario took. */
export interface HourOfWork {
  deliveries: number;
  events: number;
  snapshots: number;
  deliveryCpuMs: number;
  snapshotCpuMs: number;
  notifyCpuMs: number;
  /** Lines of the deliveries and snapshots. */
  lines: number;
  /** Of each delivery and snapshot that holds as much in every hour, the processor milliseconds. */
  alike: Record<Alike, number[]>;
}

/** Loads that are the same all through a scenario: what they cost more later on is the price of what is kept. */
export type Alike = 'healthy lines' | 'a healthy host';

/** Measures the processor's time by the hour of the scenario. */
export interface Meter {
  hours: HourOfWork[];
  measure<T>(
    atMs: number,
    what: { of: keyof HourOfWork & `${string}CpuMs`; alike?: Alike | undefined },
    run: () => Promise<T>,
  ): Promise<T>;
  count(atMs: number, what: 'deliveries' | 'events' | 'snapshots' | 'lines', by: number): void;
}

/** Starts a meter at the scenario's start. */
export function createMeter(startMs: number): Meter {
  const hours: HourOfWork[] = [];
  const hourAt = (atMs: number): HourOfWork => {
    const hour = Math.floor((atMs - startMs) / HOUR_MS);
    const cpu = { deliveryCpuMs: 0, snapshotCpuMs: 0, notifyCpuMs: 0 };
    const counts = { deliveries: 0, events: 0, snapshots: 0, lines: 0 };
    const found = hours[hour] ?? { ...counts, ...cpu, alike: { 'healthy lines': [], 'a healthy host': [] } };
    hours[hour] = found;
    return found;
  };
  return {
    hours,
    async measure(atMs, { of, alike }, run) {
      const before = process.cpuUsage();
      try {
        return await run();
      } finally {
        const { user, system } = process.cpuUsage(before);
        const cpuMs = (user + system) / 1_000;
        hourAt(atMs)[of] += cpuMs;
        if (alike) hourAt(atMs).alike[alike].push(cpuMs);
      }
    },
    count(atMs, what, by) {
      hourAt(atMs)[what] += by;
    },
  };
}
