const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
const STEP = 1024;
/** From here on nobody reads a number of bytes. */
const LEAST = STEP * STEP;
const DIGITS = 3;

/** Sizes in bytes as a person reads them, smallest to largest, with their unit: `124 MiB`, `2.4 to 124 MiB`. Undefined below 1 MiB. */
export function shownBytes(sizes: readonly number[]): string | undefined {
  const most = Math.max(...sizes);
  if (!Number.isFinite(most) || most < LEAST) return undefined;
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log2(most) / 10));
  const inUnit = (size: number) => String(Number((size / STEP ** power).toPrecision(DIGITS)));
  const ends = [...new Set([inUnit(Math.min(...sizes)), inUnit(most)])];
  return `${ends.join(' to ')} ${UNITS[power]}`;
}
