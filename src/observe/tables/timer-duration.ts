/**
 * Reads the remaining time in `timer:(on,3.080ms,4)` of ss and answers seconds, or undefined when it is none.
 * iproute2 before 6.11 wrote `3.080ms` for 3.08 seconds (misc/ss.c, print_ms_timer); true milliseconds never have a fraction.
 */
export function timerDurationSec(printed: string): number | undefined {
  const parts = /^(?:(\d{1,9})min)?(?:(\d{1,9}(?:\.\d{1,6})?)(ms|sec))?$/.exec(printed);
  if (parts === null || printed === '') return undefined;

  const minutes = Number(parts[1] ?? 0);
  const rest = Number(parts[2] ?? 0);
  const trulyMilliseconds = parts[3] === 'ms' && !(parts[2] ?? '').includes('.');
  return minutes * 60 + (trulyMilliseconds ? rest / 1000 : rest);
}
