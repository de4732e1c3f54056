import { groups } from 'd3-array';
import type { Observation } from '../../model/observation.ts';
import type { Snapshot } from './snapshots.ts';
import { endKey, type SocketEnd, socketEnd, textField } from './socket-end.ts';
import { networkOf } from './traffic-coverage.ts';

/** A connection as both of its ends have it in their tables. */
interface Flow {
  client: { local: SocketEnd; peer: SocketEnd };
  server: { local: SocketEnd; peer: SocketEnd };
}

/** What one gateway, firewall or host tracks: the last list that it gave. */
export interface TrackedFlows {
  input: string;
  atMs: number | undefined;
  /** The same connection as the table of its other end has it, found by how one end has it. */
  elsewhere(local: SocketEnd, peer: SocketEnd): { local: SocketEnd; peer: SocketEnd } | undefined;
  /**
   * How many connections it tracks between the two machines to this server, whichever end they are asked for by; where there is none,
   * of several neighbours of the client's, whose way to it is the same.
   */
  between(local: SocketEnd, peer: SocketEnd): number;
}

/** `conntrack -E` prints what changes, not what is there. */
function isEvent({ text }: Observation): boolean {
  return ['[NEW]', '[UPDATE]', '[DESTROY]'].some((mark) => text.includes(mark));
}

function flowOf(row: Observation): Flow {
  const [local, peer] = [socketEnd(textField(row, 'local')), socketEnd(textField(row, 'peer'))];
  const [seen, behind] = [textField(row, 'translatedLocal'), textField(row, 'translatedPeer')];
  return {
    client: { local, peer },
    server: {
      local: behind === '' ? peer : socketEnd(behind),
      peer: seen === '' ? local : socketEnd(seen),
    },
  };
}

function keyOf(local: SocketEnd, peer: SocketEnd): string {
  return `${endKey(local)} ${endKey(peer)}`;
}

/** One neighbour alone may be all that somebody asked for. */
function nearKey(client: SocketEnd, server: SocketEnd): string {
  return `in ${networkOf(client.address)} to ${endKey(server)}`;
}

function indexFlows({ input, atMs, observations }: Snapshot): TrackedFlows {
  const others = new Map<string, { local: SocketEnd; peer: SocketEnd }>();
  const counts = new Map<string, number>();
  const neighbours = new Map<string, Set<string>>();
  const count = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const row of observations) {
    const { client, server } = flowOf(row);
    others.set(keyOf(client.local, client.peer), server);
    others.set(keyOf(server.local, server.peer), client);
    count(`from ${client.local.address} to ${endKey(client.peer)}`);
    count(`to ${endKey(server.local)} from ${server.peer.address}`);
    const [near, { address }] = [nearKey(client.local, client.peer), client.local];
    neighbours.set(near, (neighbours.get(near) ?? new Set()).add(address));
    count(near);
  }
  return {
    input,
    atMs,
    elsewhere: (local, peer) => others.get(keyOf(local, peer)),
    between: (local, peer) =>
      counts.get(`from ${local.address} to ${endKey(peer)}`) ??
      counts.get(`to ${endKey(local)} from ${peer.address}`) ??
      ((neighbours.get(nearKey(local, peer))?.size ?? 0) > 1
        ? counts.get(nearKey(local, peer))
        : undefined) ??
      0,
  };
}

/** The last list of each machine among snapshots of sockets; of those without a machine, of each input. */
export function trackedFlows(snapshots: readonly Snapshot[]): TrackedFlows[] {
  const lists = snapshots.filter(
    ({ source, observations }) => source === 'conntrack' && !observations.some(isEvent),
  );
  return groups(lists, ({ machine, input }) => machine ?? input).flatMap(([, ofOne]) => {
    const last = ofOne.toSorted((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0)).at(-1);
    return last ? [indexFlows(last)] : [];
  });
}
