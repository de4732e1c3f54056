/** Seconds to the millisecond. */
export function tidySec(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

/** A wait, as a person would say it: to the millisecond only where it is short. */
export function waitSec(seconds: number): number {
  return seconds < 10 ? tidySec(seconds) : Math.round(seconds * 10) / 10;
}
