import { sourceOf } from '../incidents/match-config.ts';
import type { Failure } from '../model/failure.ts';
import type { InputSource } from '../model/input.ts';
import { isoTime } from '../model/iso-time.ts';
import type { Occurrence } from '../model/occurrence.ts';
import type { IngestContext } from './ingest-context.ts';
import { inOrder, type LogEvidence } from './log-evidence.ts';
import { loadSnapshots, type Snapshot } from './snapshot-evidence.ts';

/** One triage reads the latest deliveries; earlier ones stay counted in the incidents. */
const MOST_DELIVERIES = 1_500;

/** What the evidence of a system says, and where each input came from. */
export interface SystemTriage {
  occurrences: Occurrence[];
  /** What could not be read or evaluated: each cost a record or a runbook, not the triage. */
  failures: readonly Failure[];
  /** Redactions in the evidence, by input. */
  redactions: ReadonlyMap<string, number>;
  /** Log group, stream or host of an input. */
  placeOf: (input: string) => { logGroup: string } | { host: string };
}

/**
 * Triages all evidence of a system that is kept: the answer is a function of the set of events and snapshots, so splits,
 * order and repeats of the deliveries can't change it.
 */
export async function runTriage(context: IngestContext, system: string): Promise<SystemTriage> {
  const { table, nowMs } = context;
  const items = await table.list(
    { pk: `evidence#${system}`, newestFirst: true, limit: MOST_DELIVERIES },
    nowMs(),
  );
  const triage = context.engine.start();
  const places = new Map<string, { logGroup: string } | { host: string }>();
  const redactions = new Map<string, number>();
  const streams = byStream(items.map(({ body }) => body as LogEvidence));
  for (const [name, stream] of streams) {
    places.set(name, { logGroup: stream.logGroup });
    redactions.set(name, stream.redactions);
    feed(triage, logSource(context, name, stream), stream.text);
  }
  for (const snapshot of await loadSnapshots(context, system)) {
    const name = `${snapshot.host}@${isoTime(snapshot.atMs)}`;
    places.set(name, { host: snapshot.host });
    feed(triage, snapshotSource(name, snapshot), snapshot.text);
  }
  const placeOf = (input: string) => places.get(input) ?? { logGroup: input };
  const hostOf = (input: string) => {
    const place = placeOf(input);
    return 'host' in place ? place.host : place.logGroup;
  };
  const occurrences = triage.occurrences(hostOf);
  return { occurrences, failures: triage.failures(), redactions, placeOf };
}

interface Stream {
  logGroup: string;
  text: string;
  lineTimesMs: number[];
  redactions: number;
}

function feed(triage: ReturnType<IngestContext['engine']['start']>, source: InputSource, text: string): void {
  const input = triage.open(source);
  input.write(Buffer.from(text));
  input.end();
}

function logSource({ config }: IngestContext, name: string, { logGroup, lineTimesMs }: Stream): InputSource {
  const { role } = sourceOf(config, { logGroup });
  return { name, ...(role ? { role } : {}), lineTimesMs };
}

function snapshotSource(name: string, { role, text, atMs }: Snapshot): InputSource {
  return { name, role, lineTimesMs: text.split('\n').map(() => atMs) };
}

/** The events of each stream, each once, in order of time; named by the log group alone where it has one stream only. */
function byStream(kept: readonly LogEvidence[]): ReadonlyMap<string, Stream> {
  const groups = new Map<string, LogEvidence[]>();
  const streamsOf = new Map<string, Set<string>>();
  for (const evidence of kept) {
    const key = `${evidence.logGroup}\u0000${evidence.logStream}`;
    groups.set(key, [...(groups.get(key) ?? []), evidence]);
    streamsOf.set(evidence.logGroup, (streamsOf.get(evidence.logGroup) ?? new Set()).add(evidence.logStream));
  }
  const keys = [...groups.keys()].toSorted((a, b) => (a < b ? -1 : 1));
  return new Map(
    keys.map((key) => {
      const members = groups.get(key) ?? [];
      const { logGroup = '', logStream = '' } = members[0] ?? {};
      const isOnly = streamsOf.get(logGroup)?.size === 1;
      return [isOnly ? logGroup : `${logGroup}:${logStream}`, toStream(logGroup, members)];
    }),
  );
}

function toStream(logGroup: string, members: readonly LogEvidence[]): Stream {
  const events = inOrder(
    members.flatMap(({ events: all }) => all.map(([id, timestamp, message]) => ({ id, timestamp, message }))),
  );
  return {
    logGroup,
    text: `${events.map(({ message }) => message).join('\n')}\n`,
    lineTimesMs: events.flatMap(({ message, timestamp }) => message.split('\n').map(() => timestamp)),
    redactions: members.reduce((sum, { redactions }) => sum + redactions, 0),
  };
}
