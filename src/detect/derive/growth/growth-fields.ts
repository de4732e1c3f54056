import type { FieldValue } from '../../../model/fields.ts';
import { isoTime } from '../../../model/iso-time.ts';
import { isYearless } from '../../../model/yearless-time.ts';
import type { Forecast } from './forecast.ts';
import type { Growth } from './judge-growth.ts';
import type { Limit } from './limits.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What is said of a growth, and of when it ends: the fields of a `trend`. `what` grows; `lastMs` is the moment of its last point. */
export function growthFields(
  what: string,
  { shape, rate, sinceMs, level, before }: Growth,
  lastMs: number,
  { limit, forecast }: { limit?: Limit; forecast?: Forecast } = {},
): Record<string, FieldValue | undefined> {
  const since = clock(sinceMs, lastMs);
  const [from, to] = [Math.round(before), Math.round(level)];
  if (shape === 'step' || shape === 'plateau') {
    const reached = limit && isAt(level, limit) ? limit : undefined;
    const stays =
      shape === 'step'
        ? `${to > from ? 'rose' : 'fell'} from ${inThousands(from)} to ${inThousands(to)} at ${since} and stays there`
        : `grew, and stays at ${inThousands(to)} since ${since}`;
    const limited = reached ? `, at the limit of ${inThousands(reached.limit)} ${reached.of}` : '';
    return {
      shape,
      growth: `${what} ${stays}${limited}`,
      ...(reached ? { limit: reached.limit, atLimit: true } : {}),
    };
  }
  if (shape === 'load') return { shape, growth: `${what} grows as the connections in use do` };
  if (shape !== 'leak') return { shape };
  return {
    shape,
    perHour: perHour(rate),
    growth: `${what} grows by ${inThousands(perHour(rate))} an hour since ${since}`,
    ...(limit && forecast ? ending(limit, forecast, lastMs) : {}),
  };
}

/** What is limited stays within a few of its limit: some are always given back. */
const NEAR = 0.03;

function isAt(level: number, { limit }: Limit): boolean {
  return Math.abs(level - limit) <= NEAR * limit;
}

function ending({ limit, of }: Limit, forecast: Forecast, lastMs: number): Record<string, FieldValue> {
  const at = clock(lastMs + forecast.inMs, lastMs);
  return {
    limit,
    inSec: Math.round(forecast.inMs / 1000),
    outlook: `at this rate the limit of ${inThousands(limit)} ${of} is reached at about ${at} (${between(forecast, lastMs)})`,
  };
}

function perHour(rate: number): number {
  const hourly = rate * HOUR_MS;
  return hourly >= 100 ? Math.round(hourly) : Math.round(hourly * 10) / 10;
}

/** 1024 as 1,024; below 100 with one decimal where there is one. */
export function inThousands(value: number): string {
  if (value < 100) return String(Math.round(value * 10) / 10);
  const digits = String(Math.round(value));
  const head = digits.length % 3;
  const parts = head === 0 ? [] : [digits.slice(0, head)];
  for (let at = head; at < digits.length; at += 3) parts.push(digits.slice(at, at + 3));
  return parts.join(',');
}

function between({ fromMs, toMs }: Forecast, lastMs: number): string {
  const from = clock(lastMs + fromMs, lastMs);
  return toMs === Infinity ? `not before ${from}` : `${from} to ${clock(lastMs + toMs, lastMs)}`;
}

/** The time to the minute, with its date where that is not the day of `besideMs`. A time without a year has a day of its month at most. */
function clock(ms: number, besideMs: number): string {
  const iso = new Date(Math.round(ms / 60_000) * 60_000).toISOString().slice(-24);
  const time = iso.slice(11, 16);
  if (Math.floor(ms / DAY_MS) === Math.floor(besideMs / DAY_MS)) return time;
  const isDated = !isYearless(ms) && ms > 365 * DAY_MS;
  return isDated
    ? `${isoTime(ms).slice(0, 10)} ${time}`
    : `${time} ${ms > besideMs ? 'of a later day' : 'of an earlier day'}`;
}
