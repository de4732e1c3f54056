import { isoSeconds } from '../model/iso-time.ts';

/** A duration in words, from seconds to days, in two units at most: `45 s`, `3 h 5 min`, `2 days`. */
export function duration(ms: number): string {
  if (ms < 500) return 'less than 1 s';
  const sec = Math.round(ms / 1000);
  if (sec < 120) return `${sec} s`;
  const min = Math.round(sec / 60);
  if (min < 120) return `${min} min`;
  const hours = Math.floor(min / 60);
  if (hours < 48) return min % 60 === 0 ? `${hours} h` : `${hours} h ${min % 60} min`;
  const days = `${Math.floor(hours / 24)} days`;
  return hours % 24 === 0 ? days : `${days} ${hours % 24} h`;
}

/** A count with its noun: `1 time`, `2 times`, `1,200 lines`. */
export function counted(count: number, noun: string): string {
  return `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A number for people: no decimals from 100 up, commas between thousands. */
export function formatNumber(value: number): string {
  const rounded = Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 10) / 10;
  const [whole = '', rest] = String(rounded).split('.');
  return `${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}${rest ? `.${rest}` : ''}`;
}

const UNITS = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
] as const;

/** A number short enough for an axis: `12,000`, `1.5M`. All numbers of one axis use the unit of its top, `like`. */
export function shortNumber(value: number, like = value): string {
  const unit = UNITS.find(([size]) => like >= size);
  return unit && value > 0 ? `${Math.round((value / unit[0]) * 100) / 100}${unit[1]}` : formatNumber(value);
}

/** A confidence from 0 to 1 as `93 %`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** A time to the second for reading: `2026-11-22 08:00:00 UTC`. `ms` is epoch milliseconds. */
export function utcTime(ms: number): string {
  return isoSeconds(ms).replace('T', ' ').replace('Z', ' UTC');
}
