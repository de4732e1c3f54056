/** A time as the logs of the samples write it: ISO 8601 with a zone, `T` or a blank before the clock, any fraction. */
const TIME = /(\d{4}-\d\d-\d\d)([T ])(\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|\+00:00)/g;

/** The latest time that stands in texts, epoch milliseconds; undefined where there is none. */
export function latestTime(texts: readonly string[]): number | undefined {
  const times = texts.flatMap((text) => [...text.matchAll(TIME)].map(timeOf));
  return times.length === 0 ? undefined : times.reduce((a, b) => Math.max(a, b));
}

/** A text whose times are all later by so many milliseconds, rounded to seconds, so that their fractions stay. */
export function shiftTimes(text: string, byMs: number): string {
  const shiftMs = Math.round(byMs / 1000) * 1000;
  return text.replaceAll(TIME, (whole: string, ...parts: string[]) => {
    const [, blank = 'T', , fraction = '', zone = 'Z'] = parts;
    const later = new Date(timeOf([whole, ...parts]) + shiftMs).toISOString();
    return `${later.slice(0, 10)}${blank}${later.slice(11, 19)}${fraction}${zone}`;
  });
}

function timeOf([, date = '', , clock = '']: readonly string[]): number {
  return Date.parse(`${date}T${clock}Z`);
}
