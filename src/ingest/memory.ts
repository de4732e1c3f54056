import type { WorkedOut } from '../detect/worked-out.ts';
import type { SystemDigest } from './system-digest.ts';

/** What is remembered at most, in a function of 1 GiB: a record or a row takes a kilobyte or so, and its text where that is long. */
const MOST_KB = 100_000;
const RECORD_KB = 1;
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
  sizeKb: number;
}

/** Starts with nothing remembered. What was used least lately makes room. */
export function createMemory(mostKb = MOST_KB): Memory {
  const digests = new Map<string, Kept>();
  const systems = new Map<string, WorkedOut>();
  let heldKb = 0;
  const forget = (key: string): void => {
    heldKb -= digests.get(key)?.sizeKb ?? 0;
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
      const kept = { madeOf, expiresMs, digest, sizeKb: sizeOf(digest) };
      digests.set(key, kept);
      heldKb += kept.sizeKb;
      for (const oldest of digests.keys()) {
        if (heldKb <= mostKb) break;
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
  let sizeKb = RECORD_KB;
  for (const all of [records, rows.rows])
    for (const { text } of all) sizeKb += RECORD_KB + Math.floor(text.length / 1_000);
  return sizeKb;
}
