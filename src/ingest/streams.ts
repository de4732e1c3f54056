import type { LogSource } from '../incidents/match-config.ts';
import { inOrder, type LogEvidence } from './log-evidence.ts';

/** Lines of one log stream, each with the time of its event. */
export interface Stream extends LogSource {
  text: string;
  lineTimesMs: number[];
  redactions: number;
}

/** The events of each stream, each once, in order of time; named by the log group alone where it has one stream only. */
export function byStream(kept: readonly LogEvidence[]): ReadonlyMap<string, Stream> {
  const groups = new Map<string, LogEvidence[]>();
  const streamsOf = new Map<string, Set<string>>();
  for (const evidence of kept) {
    const key = [evidence.logGroup, evidence.logStream, containerOf(evidence)].join('\u0000');
    const known = groups.get(key);
    if (known) known.push(evidence);
    else groups.set(key, [evidence]);
    streamsOf.set(evidence.logGroup, (streamsOf.get(evidence.logGroup) ?? new Set()).add(evidence.logStream));
  }
  const keys = [...groups.keys()].toSorted((a, b) => (a < b ? -1 : 1));
  return new Map(
    keys.map((key) => {
      const members = groups.get(key) ?? [];
      const { logGroup = '', logStream = '', workload } = members[0] ?? {};
      const isOnly = streamsOf.get(logGroup)?.size === 1;
      const part = containerOf({ workload }) || (isOnly ? '' : logStream);
      const source = { logGroup, logStream, ...(workload ? { workload } : {}) };
      return [part ? `${logGroup}:${part}` : logGroup, toStream(source, members)];
    }),
  );
}

/** `namespace/pod/container`; empty where lines are of none. */
function containerOf({ workload }: { workload?: LogEvidence['workload'] | undefined }): string {
  if (!workload) return '';
  const { namespace, pod, container } = workload;
  return [namespace, pod, ...(container ? [container] : [])].join('/');
}

function toStream(source: LogSource, members: readonly LogEvidence[]): Stream {
  const events = inOrder(
    members.flatMap(({ events: all }) => all.map(([id, timestamp, message]) => ({ id, timestamp, message }))),
  );
  return {
    ...source,
    text: `${events.map(({ message }) => message).join('\n')}\n`,
    lineTimesMs: events.flatMap(({ message, timestamp }) => message.split('\n').map(() => timestamp)),
    redactions: members.reduce((sum, { redactions }) => sum + redactions, 0),
  };
}
