import type { Route } from '../model/config.ts';

const MINUTE_MS = 60_000;
const DAY_MIN = 1_440;
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** End of the quiet hours in which a route's people are at this moment (epoch milliseconds); undefined when they are up. */
export function isQuietHours({ quietHours }: Route, nowMs: number): number | undefined {
  if (!quietHours) return undefined;
  const { from, to, timeZone, days } = quietHours;
  const { minute, day } = localTime(nowMs, timeZone);
  const [start, end] = [minutesOf(from), minutesOf(to)];
  const spansMidnight = end <= start;
  const isMorning = spansMidnight && minute < end;
  const isInside = spansMidnight ? minute >= start || isMorning : minute >= start && minute < end;
  const began = isMorning ? (day + 6) % 7 : day;
  if (!isInside || (days.length > 0 && !days.includes(DAYS[began] ?? ''))) return undefined;
  const left = (end - minute + DAY_MIN) % DAY_MIN || DAY_MIN;
  return atLocal(end, Math.floor(nowMs / MINUTE_MS) * MINUTE_MS + left * MINUTE_MS, timeZone);
}

/** When clocks show a minute of the day, near a time that is right but where they are put forward or back before it. */
function atLocal(minute: number, nearMs: number, timeZone: string): number {
  const ahead = localTime(nearMs, timeZone).minute - minute;
  const nearest = ((ahead + DAY_MIN * 1.5) % DAY_MIN) - DAY_MIN / 2;
  const moved = nearMs - nearest * MINUTE_MS;
  // A minute that clocks pass over is never shown.
  return localTime(moved, timeZone).minute === minute ? moved : nearMs;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function localTime(nowMs: number, timeZone: string): { minute: number; day: number } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
    .formatToParts(new Date(nowMs))
    .map(({ type, value }) => [type, value] as const);
  const part = Object.fromEntries(parts) as Record<string, string>;
  return {
    minute: minutesOf(`${part['hour']}:${part['minute']}`),
    day: DAYS.indexOf((part['weekday'] ?? '').toLowerCase()),
  };
}
