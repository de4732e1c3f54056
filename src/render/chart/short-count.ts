import { count } from '../series-words.ts';

const UNITS = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
] as const;

/** A number short enough to stand beside an axis: `12,000`, `1.5M`. On one axis all are in the unit of its top, `like`. */
export function shortCount(value: number, like = value): string {
  const unit = UNITS.find(([size]) => like >= size);
  return unit && value > 0 ? `${Math.round((value / unit[0]) * 100) / 100}${unit[1]}` : count(value);
}
