import type { WorkedOut } from '../detect/worked-out.ts';
import type { Observation } from '../model/observation.ts';
import type { SystemDigest } from './system-digest.ts';

/** Estimated bytes of the digests that are remembered at most, in a function of 1 GiB that holds runbooks and a triage as well. */
const MOST_BYTES = 256 << 20;
const MOST_SYSTEMS = 50;

/** What a record takes beside its texts: the object, its place, ten fields. Of a row its snapshot is worked out as well. */
const RECORD_BYTES = 800;
const ROW_BYTES = 1_600;
const HIT_BYTES = 200;
/** What any digest takes, also one of nothing. */
const DIGEST_BYTES = 1_000;

/**
 * What one process remembers of the evidence it has read, so that it need not read it again: copies only, each with the revision of
 * what it was made of. Whoever has no memory, or another one, comes to the same answers.
 */
export interface Memory {
  of(system: string): SystemMemory;
}

/** What is remembered of the evidence of one system. */
export interface SystemMemory {
  /** A digest that was made of these revisions and has not expired. */
  digest(key: string, madeOf: string, nowMs: number): SystemDigest | undefined;
  /** The digest that was kept last under a key, whatever it was made of, if it has not expired. */
  latest(key: string, nowMs: number): Readonly<Pick<Kept, 'madeOf' | 'expiresMs' | 'digest'>> | undefined;
  keep(key: string, madeOf: string, expiresMs: number, digest: SystemDigest): void;
  /** Ends a triage: what it did not use is part of another digest by now, or no longer evidence. */
  forgetUnused(): void;
  /** What was worked out of the evidence; the next triage goes on with it. */
  workedOut: WorkedOut;
}

interface Kept {
  madeOf: string;
  expiresMs: number;
  digest: SystemDigest;
  bytes: number;
  isUsed: boolean;
}

/** Starts with nothing remembered. The system that was triaged least lately makes room. */
export function createMemory(mostBytes = MOST_BYTES): Memory {
  const systems = new Map<string, KeptDigests>();
  const makeRoom = (): void => {
    let bytes = [...systems.values()].reduce((sum, system) => sum + system.bytes(), 0);
    for (const system of systems.values())
      while (bytes > mostBytes && system.bytes() > 0) bytes -= system.forgetOldest();
  };
  return {
    of(system) {
      const known = systems.get(system) ?? keepDigests(makeRoom);
      systems.delete(system);
      systems.set(system, known);
      const [oldest] = systems.keys();
      if (oldest !== undefined && systems.size > MOST_SYSTEMS) systems.delete(oldest);
      return known.memory;
    },
  };
}

/** The digests of one system. */
interface KeptDigests {
  memory: SystemMemory;
  bytes: () => number;
  /** Returns how many bytes that gives. */
  forgetOldest: () => number;
}

function keepDigests(makeRoom: () => void): KeptDigests {
  const digests = new Map<string, Kept>();
  let all = 0;
  const forget = (key: string): number => {
    const bytes = digests.get(key)?.bytes ?? 0;
    digests.delete(key);
    all -= bytes;
    return bytes;
  };
  const memory: SystemMemory = {
    digest(key, madeOf, nowMs) {
      const kept = digests.get(key);
      if (!kept || kept.madeOf !== madeOf || kept.expiresMs <= nowMs) return undefined;
      kept.isUsed = true;
      return kept.digest;
    },
    latest(key, nowMs) {
      const kept = digests.get(key);
      return kept && kept.expiresMs > nowMs ? kept : undefined;
    },
    keep(key, madeOf, expiresMs, digest) {
      forget(key);
      const kept = { madeOf, expiresMs, digest, bytes: bytesOf(digest), isUsed: true };
      digests.set(key, kept);
      all += kept.bytes;
      makeRoom();
    },
    forgetUnused() {
      for (const [key, kept] of digests) {
        if (!kept.isUsed) forget(key);
        kept.isUsed = false;
      }
    },
    workedOut: { runbooks: new Map() },
  };
  return { memory, bytes: () => all, forgetOldest: () => forget([...digests.keys()][0] ?? '') };
}

/** An estimate. What a record shares with another digest is counted twice. */
function bytesOf({ evidence: { records, buckets, rows } }: SystemDigest): number {
  const hits = buckets.flatMap(({ parts }) => parts).reduce((sum, part) => sum + part.hits.length, 0);
  return (
    DIGEST_BYTES +
    textBytes(records) +
    textBytes(rows.rows) +
    records.length * RECORD_BYTES +
    rows.rows.length * ROW_BYTES +
    hits * HIT_BYTES
  );
}

function textBytes(records: readonly Observation[]): number {
  return records.reduce((sum, { text, verbatim }) => sum + text.length + verbatim.length, 0);
}
