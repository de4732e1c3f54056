import { isAmbiguousZone, isZoneLike, offsetBeside, zoneOffset } from './zones.ts';

/** A clock near the start of a line, and the name or offset of a zone behind it. */
const ZONE =
  /^(.{0,60}?\d\d:\d\d:\d\d(?:[.,]\d{1,9})? ?)(?:([A-Z]{1,5})|([+-])(\d\d):?(\d\d))(?![A-Za-z0-9_])/;
const CLOCK = /\d\d:\d\d:\d\d/;

/** The zones that the times of one input are in. What tells whose an ambiguous name is decides it for all lines, the first of them. */
export interface NamedZones {
  read(text: string): void;
  /** Whether a name that several countries use came, and nothing yet that tells whose it is. */
  isOpen(): boolean;
  /** Ends the wait: such names stay unknown. */
  close(): void;
  /** The line with the offset in place of a name that several countries use. */
  withOffset(text: string): string;
  /** Names whose offset is not known, and how many lines bear them: their times are read as they are printed. */
  unknown(): Readonly<Record<string, number>>;
}

/** Starts on one input. */
export function createNamedZones(): NamedZones {
  const counts = new Map<string, number>();
  const offsets = new Set<number>();
  const decided = new Map<string, number | undefined>();
  let clocks = 0;
  const open = () => [...counts.keys()].filter((name) => isAmbiguousZone(name) && !decided.has(name));

  function decide(): void {
    for (const name of open()) {
      const minutes = offsetBeside(name, new Set(counts.keys()), offsets);
      if (minutes !== undefined) decided.set(name, minutes);
    }
  }

  function isUnknown(name: string, count: number): boolean {
    if (isAmbiguousZone(name)) return decided.get(name) === undefined;
    return zoneOffset(name) === undefined && isZoneLike(name) && count * 2 >= clocks;
  }

  return {
    read(text) {
      const head = text.slice(0, 100);
      if (!CLOCK.test(head)) return;
      clocks++;
      const [, , name, sign, hours, minutes] = ZONE.exec(head) ?? [];
      const before = counts.size + offsets.size;
      if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
      if (sign !== undefined) offsets.add(Number(`${sign}${Number(hours) * 60 + Number(minutes)}`));
      if (counts.size + offsets.size > before) decide();
    },
    isOpen: () => open().length > 0,
    close() {
      for (const name of open()) decided.set(name, undefined);
    },
    withOffset(text) {
      if (decided.size === 0) return text;
      const [, before = '', name = ''] = ZONE.exec(text.slice(0, 100)) ?? [];
      const minutes = decided.get(name);
      if (minutes === undefined) return text;
      return `${before}${written(minutes)}${text.slice(before.length + name.length)}`;
    },
    unknown: () => Object.fromEntries([...counts].filter(([name, count]) => isUnknown(name, count))),
  };
}

/** `+05:30`, as readers of times know it. */
function written(minutes: number): string {
  const size = Math.abs(minutes);
  const clock = `${Math.floor(size / 60)}:${String(size % 60).padStart(2, '0')}`.padStart(5, '0');
  return `${minutes < 0 ? '-' : '+'}${clock}`;
}
