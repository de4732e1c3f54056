import { shiftAt } from '../incidents/on-call-schedule.ts';
import type { Config } from '../model/config.ts';
import type { OnCall } from '../ports.ts';
import { askPagerDuty } from './pager-duty.ts';
import type { Secret } from './secret.ts';

/** PagerDuty is asked about a schedule once in this time; its limit is 960 requests a minute for an account. */
const KEPT_MS = 60_000;

/**
 * Who is on call by the schedules of the configuration: rotations are computed, and of a schedule that PagerDuty keeps it is asked.
 * Where that does not answer the schedule's `fallback` is called, or nobody.
 */
export function createOnCall({ schedules }: Pick<Config, 'schedules'>, token?: Secret): OnCall {
  const known = new Map<string, { atMs: number; who: string | undefined }>();
  return {
    async find(name, nowMs) {
      const schedule = schedules.find((one) => one.name === name);
      if (!schedule) return undefined;
      if ('people' in schedule) {
        const shift = shiftAt(schedule, nowMs);
        return shift && { who: shift.who, untilMs: shift.untilMs };
      }
      const before = known.get(name);
      if (before && nowMs - before.atMs < KEPT_MS) return before.who ? { who: before.who } : undefined;
      const asked = token && (await askPagerDuty(token, schedule.pagerDuty).catch(() => undefined));
      const who = schedule.users[asked ?? ''] ?? schedule.fallback;
      known.set(name, { atMs: nowMs, who });
      return who ? { who } : undefined;
    },
  };
}
