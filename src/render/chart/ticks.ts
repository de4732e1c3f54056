const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Steps on which a person reads a clock. */
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((step) => step * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((step) => step * MINUTE),
  ...[1, 2, 3, 6, 12].map((step) => step * HOUR),
  ...[1, 2, 7, 14, 28, 91, 182, 365].map((step) => step * DAY),
];

/** A place on an axis and what stands there. */
export interface Tick {
  at: number;
  label: string;
}

/** At most `most` moments on round UTC times between two, epoch milliseconds; a midnight among hours shows its day. */
export function timeTicks(fromMs: number, toMs: number, most: number): Tick[] {
  const wanted = (toMs - fromMs) / most;
  const years = Math.ceil(wanted / (365 * DAY)) * 365 * DAY;
  const step = STEPS.find((one) => one >= wanted) ?? years;
  const ticks: Tick[] = [];
  for (let at = Math.ceil(fromMs / step) * step; at <= toMs; at += step)
    ticks.push({ at, label: timeLabel(at, step) });
  return ticks;
}

function timeLabel(at: number, step: number): string {
  const day = dayOf(at);
  if (step >= 91 * DAY) return day.slice(day.indexOf(' ') + 1);
  if (step >= DAY || at % DAY === 0) return day.replace(/ \d+$/, '');
  return new Date(at).toISOString().slice(11, step < MINUTE ? 19 : 16);
}

/** A day as `22 Nov 2026`, UTC. */
export function dayOf(atMs: number): string {
  const date = new Date(atMs);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`;
}

/** Two to six round numbers from 0 to at least `highest`, the last of them the top of the axis; whole ones, for things are counted. */
export function numberTicks(highest: number): number[] {
  const wanted = Math.max(1, highest) / 4;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = Math.max(1, ([1, 2, 2.5, 5, 10].find((one) => one * power >= wanted) ?? 10) * power);
  const whole = step > 1 && step < 10 ? Math.ceil(step) : step;
  return Array.from({ length: Math.ceil(Math.max(1, highest) / whole) + 1 }, (_, i) => i * whole);
}
