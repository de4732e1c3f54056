/** RabbitMQ's units (rabbitmq.com/docs/memory): k, M, G and KiB, MiB, GiB are powers of two; KB, MB, GB of ten. */
const BYTES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    '': 1,
    b: 1,
    k: 1024,
    kib: 1024,
    kb: 1e3,
    m: 1024 ** 2,
    mib: 1024 ** 2,
    mb: 1e6,
    g: 1024 ** 3,
    gib: 1024 ** 3,
    gb: 1e9,
    t: 1024 ** 4,
    tib: 1024 ** 4,
    tb: 1e12,
  }),
);

/** A value as written in a configuration file without quotes and digit separators. */
export function bareValue(text: string): string {
  return text
    .trim()
    .replace(/^["'`]/, '')
    .replace(/["'`]$/, '')
    .replaceAll('_', '');
}

/** Bytes of `50000000`, `2GB`, `512MiB`. Undefined when it is not a size. */
export function sizeBytes(text: string): number | undefined {
  const found = /^(\d{1,18}(?:\.\d{1,6})?)\s{0,3}([kmgt]?i?b?)$/i.exec(bareValue(text));
  const factor = BYTES.get((found?.[2] ?? 'x').toLowerCase());
  return found && factor !== undefined ? Math.round(Number(found[1]) * factor) : undefined;
}

/** A plain number, or undefined. */
export function plainNumber(text: string): number | undefined {
  const word = bareValue(text);
  return /^\d{1,18}(?:\.\d{1,12})?$/.test(word) ? Number(word) : undefined;
}

/** 1 for true, on, yes and 1; 0 for false, off, no and 0; undefined for anything else. */
export function switchValue(text: string): number | undefined {
  const word = bareValue(text).toLowerCase();
  if (/^(?:true|on|yes|1|enabled?)$/.test(word)) return 1;
  return /^(?:false|off|no|0|disabled?)$/.test(word) ? 0 : undefined;
}
