import type { FieldValue, ObservationKind } from '../../../../src/model/fields.ts';
import type { Role } from '../../../../src/model/input.ts';
import type { Observation } from '../../../../src/model/observation.ts';

export interface Look {
  role: Role;
  input?: string;
  snapshot?: string;
  atMs?: number;
  command?: string;
  source?: string;
}

let line = 0;

export function observation(
  kind: ObservationKind,
  look: Look,
  fields: Record<string, FieldValue>,
): Observation {
  line += 10;
  const { role, input = `${look.role}.txt`, atMs } = look;
  const text = Object.values(fields).join(' ');
  return {
    kind,
    at: { input, line, endLine: line },
    role,
    ...(atMs === undefined ? {} : { atMs }),
    text,
    verbatim: text,
    fields,
  };
}

function split(end: string): readonly [string, string] {
  return [end.slice(0, end.lastIndexOf(':')), end.slice(end.lastIndexOf(':') + 1)];
}

/** One socket, written `STATE local peer [process]`. */
function socket(look: Look, written: string): Observation {
  const [state = '', local = '', peer = '', process] = written.split(' ');
  const [localAddress, localPort] = split(local);
  const [peerAddress, peerPort] = split(peer);
  return observation('connection', look, {
    snapshot: look.snapshot ?? 's1',
    source: look.source ?? 'ss',
    protocol: 'tcp',
    state,
    local,
    localAddress,
    localPort,
    peer,
    peerAddress,
    peerPort,
    ...(look.command === undefined ? {} : { command: look.command }),
    ...(process === undefined ? {} : { process, pid: '77' }),
  });
}

export function table(look: Look, ...rows: string[]): Observation[] {
  return rows.map((row) => socket(look, row));
}

export function count(look: Look, state: string, sockets: number): Observation {
  return observation('state-count', look, {
    snapshot: look.snapshot ?? 's1',
    source: look.source ?? 'counts',
    state,
    count: sockets,
  });
}
