import type { WorkedOut } from '../detect/worked-out.ts';
import type { SystemDigest } from './system-digest.ts';

/** Records and rows that are remembered at most: of a kilobyte or so each, in a function of 1 GiB. */
const MOST_RECORDS = 100_000;
const MOST_SYSTEMS = 50;

/**
 * What one process remembers of the evidence it has read, so that it need not read it again: copies only, each with the revision of
 * what it was made of. Whoever has no memory, or another one, comes to the same answers.
 */
export interface Memory {
  /** A digest that was made of these revisions and has not expired. */
  digest(key: string, madeOf: string, nowMs: number): SystemDigest | undefined;
  keep(key: string, madeOf: string, expiresMs: number, digest: SystemDigest): void;
  /** What was worked out of the evidence of a system; the triage of that system goes on with it. */
  workedOut(system: string): WorkedOut;
}

interface Kept {
  madeOf: string;
  expiresMs: number;
  digest: SystemDigest;
  records: number;
}

/** Starts with nothing remembered. What was used least lately makes room. */
export function createMemory(mostRecords = MOST_RECORDS): Memory {
  const digests = new Map<string, Kept>();
  const systems = new Map<string, WorkedOut>();
  let records = 0;
  const forget = (key: string): void => {
    records -= digests.get(key)?.records ?? 0;
    digests.delete(key);
  };
  return {
    digest(key, madeOf, nowMs) {
      const kept = digests.get(key);
      if (kept?.madeOf !== madeOf || kept.expiresMs <= nowMs) return undefined;
      digests.delete(key);
      digests.set(key, kept);
      return kept.digest;
    },
    keep(key, madeOf, expiresMs, digest) {
      forget(key);
      const kept = { madeOf, expiresMs, digest, records: sizeOf(digest) };
      digests.set(key, kept);
      records += kept.records;
      for (const oldest of digests.keys()) {
        if (records <= mostRecords) break;
        forget(oldest);
      }
    },
    workedOut(system) {
      const known = systems.get(system) ?? { runbooks: new Map() };
      systems.delete(system);
      systems.set(system, known);
      if (systems.size > MOST_SYSTEMS) systems.delete([...systems.keys()][0] ?? '');
      return known;
    },
  };
}

function sizeOf({ evidence: { records, rows } }: SystemDigest): number {
  return 1 + records.length + rows.rows.length;
}
