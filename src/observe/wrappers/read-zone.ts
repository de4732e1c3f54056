/** Offsets of zone names that logs print, in minutes east of UTC. Ambiguous names take the meaning most logs give them. */
const ZONES: Record<string, number> = {
  Z: 0,
  UTC: 0,
  GMT: 0,
  WET: 0,
  CET: 60,
  BST: 60,
  WEST: 60,
  CEST: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  IST: 330,
  SGT: 480,
  HKT: 480,
  JST: 540,
  KST: 540,
  AEST: 600,
  AEDT: 660,
  EDT: -240,
  EST: -300,
  CDT: -300,
  CST: -360,
  MDT: -360,
  MST: -420,
  PDT: -420,
  PST: -480,
};
const NUMERIC = /[+-](\d\d):?(\d\d)?(?![\d-])/y;
const NAMED = /[A-Z]{1,5}(?![A-Za-z0-9_])/y;

/**
 * Reads a zone after a time, with or without one blank before it: `Z`, `+02:00`, `-0400`, `UTC`, `CET`.
 * Gives the offset in minutes east of UTC and where it ends; offset 0 and the unchanged place when there is none.
 */
export function readZone(text: string, from: number): { minutes: number; end: number } {
  const blank = text.charCodeAt(from) === 32;
  const at = blank ? from + 1 : from;
  const first = text.charCodeAt(at);
  if (first === 90 && !/[A-Za-z0-9]/.test(text[at + 1] ?? '')) return { minutes: 0, end: at + 1 };
  if (first === 43 || first === 45) {
    NUMERIC.lastIndex = at;
    const found = NUMERIC.exec(text);
    if (!found || (blank && found[2] === undefined)) return { minutes: 0, end: from };
    const size = Number(found[1]) * 60 + Number(found[2] ?? 0);
    return { minutes: first === 45 ? -size : size, end: NUMERIC.lastIndex };
  }
  if (first < 65 || first > 90) return { minutes: 0, end: from };
  NAMED.lastIndex = at;
  const name = NAMED.exec(text)?.[0];
  const minutes = name === undefined ? undefined : ZONES[name];
  return minutes === undefined ? { minutes: 0, end: from } : { minutes, end: at + (name ?? '').length };
}
