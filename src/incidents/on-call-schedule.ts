import { Temporal } from 'temporal-polyfill';
import type { Rotation } from '../model/config.ts';

/** Who is on call, and until when (epoch milliseconds). `isOverride`: not by their turn, but because somebody swapped. */
export interface OnCallShift {
  who: string;
  untilMs: number;
  isOverride: boolean;
}

/**
 * Who is on call at a time by a rotation. Shifts are counted on the calendar of its time zone, so that they are handed over at the
 * same hour all year, whatever clocks do (an hour that clocks pass over counts as the one behind it). Of overrides that cover the
 * time the last in the list holds. Undefined before the first shift.
 */
export function shiftAt(rotation: Rotation, nowMs: number): OnCallShift | undefined {
  const shift = turnAt(rotation, nowMs);
  const overrides = rotation.overrides.map(({ who, from, to }) => ({
    who,
    fromMs: atZone(from, rotation.timeZone).epochMilliseconds,
    toMs: atZone(to, rotation.timeZone).epochMilliseconds,
  }));
  const covering = overrides.findLast(({ fromMs, toMs }) => fromMs <= nowMs && nowMs < toMs);
  if (covering) return { who: covering.who, untilMs: covering.toMs, isOverride: true };
  const next = Math.min(...overrides.flatMap(({ fromMs }) => (fromMs > nowMs ? [fromMs] : [])));
  return shift && { ...shift, untilMs: Math.min(shift.untilMs, next) };
}

/** Whose turn it is, overrides left aside. */
function turnAt({ people, from, every, timeZone }: Rotation, nowMs: number): OnCallShift | undefined {
  const start = atZone(from, timeZone);
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone);
  if (Temporal.ZonedDateTime.compare(now, start) < 0) return undefined;
  const days = every.unit === 'week' ? every.count * 7 : every.count;
  const turn = Math.floor(start.until(now, { largestUnit: 'days' }).days / days);
  const who = people[turn % people.length];
  if (who === undefined) return undefined;
  return { who, untilMs: start.add({ days: (turn + 1) * days }).epochMilliseconds, isOverride: false };
}

/** A local time such as `2026-11-02T09:00` in its zone. */
function atZone(local: string, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone);
}
