import type { WorkedOut } from '../detect/worked-out.ts';
import { createFailures } from '../failures.ts';
import { sourceOf } from '../incidents/match-config.ts';
import type { Failure } from '../model/failure.ts';
import type { InputSource } from '../model/input.ts';
import { isoTime } from '../model/iso-time.ts';
import type { KnownGroup, Occurrence } from '../model/occurrence.ts';
import type { IngestContext } from './ingest-context.ts';
import type { LogEvidence } from './log-evidence.ts';
import type { Snapshot } from './snapshot-evidence.ts';
import { byStream, type Stream } from './streams.ts';
import type { Place, SystemDigest } from './system-digest.ts';

/** What the evidence of a system says, and where each input came from. */
export interface SystemTriage {
  occurrences: Occurrence[];
  /** What could not be read or evaluated: each cost a record or a runbook, not the triage. */
  failures: readonly Failure[];
  /** Redactions in the evidence of an input. */
  redactionsOf: (input: string) => number;
  placeOf: (input: string) => Place;
}

/** Reads the evidence of a system, in order of time. */
export interface SystemReading {
  /** Events of one minute, of all streams. */
  readEvents(kept: readonly LogEvidence[]): void;
  readStream(name: string, stream: Stream): void;
  readSnapshot(snapshot: Snapshot): void;
  join(digest: SystemDigest): void;
  /** Ends the reading. */
  digest(mostHits: number): SystemDigest;
  /** What it all says; `known` groups of earlier evidence stay the home of their members. `workedOut` is kept for the next triage. */
  triage(known: readonly KnownGroup[], workedOut?: WorkedOut): SystemTriage;
}

/** Starts a reading with no evidence. */
export function startReading(context: IngestContext): SystemReading {
  const run = context.engine.start({ rereads: true });
  const sources = createSources();
  const earlier = createFailures();
  const failures = () => {
    const all = createFailures();
    all.join([...earlier.list(), ...run.failures()]);
    return all.list();
  };
  const read = (source: InputSource, text: string): void => {
    const input = run.open(source);
    input.write(Buffer.from(text));
    input.end();
  };
  const readStream = (name: string, stream: Stream): void => {
    const { logGroup, logStream, text, lineTimesMs, redactions } = stream;
    const part = name === logGroup && logStream ? { stream: logStream } : {};
    const { role } = sourceOf(context.config, stream);
    sources.add(name, { logGroup }, redactions);
    read({ name, ...part, ...(role ? { role } : {}), lineTimesMs }, text);
  };
  return {
    readStream,
    readEvents(kept) {
      for (const [name, stream] of byStream(kept)) readStream(name, stream);
    },
    readSnapshot({ host, role, text, atMs }) {
      const name = `${host}@${isoTime(atMs)}`;
      sources.add(name, { host }, 0);
      read({ name, role, machine: host, lineTimesMs: text.split('\n').map(() => atMs) }, text);
    },
    join(digest) {
      run.join(digest.evidence);
      sources.join(digest.sources);
      earlier.join(digest.failures);
    },
    digest: (mostHits) => ({ evidence: run.digest(mostHits), sources: sources.list(), failures: failures() }),
    triage(known, workedOut) {
      const { placeOf, redactionsOf } = sources;
      const occurrences = run.occurrences((input) => nameOf(placeOf(input)), known, workedOut);
      return { occurrences, failures: failures(), redactionsOf, placeOf };
    },
  };
}

function nameOf(place: Place): string {
  return 'host' in place ? place.host : place.logGroup;
}

/** Where each input came from, and how much was redacted in it: of many digests looked up when somebody asks, as few triages do. */
function createSources() {
  const noted = new Map<string, { place: Place; redactions: number }>();
  const waiting: SystemDigest['sources'][] = [];
  const add = (name: string, place: Place, redactions: number): void =>
    void noted.set(name, { place, redactions: (noted.get(name)?.redactions ?? 0) + redactions });
  const known = (): typeof noted => {
    for (const sources of waiting.splice(0)) for (const source of sources) add(...source);
    return noted;
  };
  return {
    add: (name: string, place: Place, redactions: number): void => {
      known();
      add(name, place, redactions);
    },
    join: (sources: SystemDigest['sources']): void => void waiting.push(sources),
    list: (): SystemDigest['sources'] =>
      [...known()].map(([name, { place, redactions }]) => [name, place, redactions] as const),
    placeOf: (name: string): Place => known().get(name)?.place ?? { logGroup: name },
    redactionsOf: (name: string): number => known().get(name)?.redactions ?? 0,
  };
}
