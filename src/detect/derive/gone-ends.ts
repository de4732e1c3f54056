import type { Observation } from '../../model/observation.ts';
import { counterpart } from './counterpart.ts';
import { derivedObservation } from './derived-observation.ts';
import { shownEnds } from './shown-ends.ts';
import { isLoopback, socketEnd, textField } from './socket-end.ts';
import type { EndedSocket } from './socket-index.ts';
import type { SocketTable } from './socket-table.ts';

/** What said or received something so shortly before is in use, whatever is said of its peer. */
const IN_USE_SEC = 60;

/** Rows that name a client, from whatever list: what stands in them for the machine, and how many connections they are. */
interface Listed {
  row: Observation;
  rows: number;
}

function isInUse({ fields }: Observation): boolean {
  const { idleSec, lastReceivedMs } = fields;
  const isTalking = typeof lastReceivedMs === 'number' && lastReceivedMs < IN_USE_SEC * 1000;
  return isTalking || (typeof idleSec === 'number' && idleSec < IN_USE_SEC);
}

function isNamed(row: Observation, name: string): boolean {
  const address = socketEnd(textField(row, 'client')).address || textField(row, 'client');
  return address === name || textField(row, 'clientName') === name;
}

function unmatched(
  gone: Observation,
  row: Observation,
  more: Record<string, string | number | undefined>,
): Observation {
  return derivedObservation('unmatched-connection', row, {
    presentOn: row.at.input,
    absentOn: textField(gone, 'of'),
    process: row.fields['process'],
    pid: row.fields['pid'],
    timer: row.fields['timer'],
    timersShown: row.fields['timersShown'],
    sendQBytes: row.fields['sendQBytes'],
    idleSec: row.fields['idleSec'],
    matched: 0,
    goneBy: textField(gone, 'says'),
    goneFor: gone.fields['isSure'] === true ? 'certain' : 'likely',
    ...more,
  });
}

function ofSocket(gone: Observation, socket: EndedSocket): Observation {
  return unmatched(gone, socket.row, shownEnds(socket));
}

/** The sockets that tables still show of a machine that is gone, unless a table of the other end has them too. */
function socketsOf(gone: Observation, tables: readonly SocketTable[]): EndedSocket[] {
  const name = textField(gone, 'of');
  return tables.flatMap((table) =>
    table.current.filter((socket) => {
      const { row, peer, state } = socket;
      if (state !== 'ESTABLISHED' || isLoopback(peer.address) || isInUse(row)) return false;
      if (peer.address !== name && !isNamed(row, name)) return false;
      return !tables.some((other) => other !== table && counterpart(socket, table, other));
    }),
  );
}

/** The same machine under its address, where a list of connections by its name stands beside sockets of one peer alone. */
function onlyPeers(listed: readonly Listed[], tables: readonly SocketTable[]): EndedSocket[] {
  return tables
    .filter((table) => table.peersNow.size === 1 && listed.some(({ row }) => row.at.input === table.input))
    .flatMap((table) => table.current.filter(({ state, row }) => state === 'ESTABLISHED' && !isInUse(row)));
}

function listedOf(gone: Observation, lists: readonly Observation[]): Listed[] {
  const name = textField(gone, 'of');
  const own = lists.filter(({ kind }) => kind === 'session' || kind === 'broker-connection');
  const rows = own.filter((row) => isNamed(row, name));
  if (rows.length > 0) return rows.filter((row) => !isInUse(row)).map((row) => ({ row, rows: 1 }));
  return lists
    .filter((row) => row.kind === 'listed-peer' && textField(row, 'of') === name)
    .filter(({ at }) => at.input !== gone.at.input || at.line !== gone.at.line)
    .map((row) => ({ row, rows: Number(row.fields['rows'] ?? 1) }));
}

function endsOf(
  gone: Observation,
  tables: readonly SocketTable[],
  lists: readonly Observation[],
): Observation[] {
  const sockets = socketsOf(gone, tables);
  if (sockets.length > 0) return sockets.map((socket) => ofSocket(gone, socket));
  // What tables show of it is closing, in use, or on both ends.
  if (tables.some((table) => table.hasPeer(textField(gone, 'of')))) return [];
  const listed = listedOf(gone, lists);
  const only = listed.length > 0 ? onlyPeers(listed, tables) : [];
  if (only.length > 0) return only.map((socket) => ofSocket(gone, socket));
  return listed.map(({ row, rows }) => {
    const client = textField(row, 'client') || textField(gone, 'of');
    return unmatched(gone, row, { client, peer: client, connections: rows > 1 ? rows : undefined });
  });
}

/**
 * Derives an `unmatched-connection` for each connection that a server still shows of a machine that is gone: it does not answer, its
 * inventory has it no longer, or it lists no such socket.
 */
export function goneEnds(
  gone: readonly Observation[],
  tables: readonly SocketTable[],
  lists: readonly Observation[],
): Observation[] {
  const found = new Map<string, Observation>();
  const sureFirst = gone.toSorted((a, b) => Number(b.fields['isSure']) - Number(a.fields['isSure']));
  for (const one of sureFirst.flatMap((each) => endsOf(each, tables, lists))) {
    const key = [one.fields['client'], one.fields['server'], one.at.line].join(' ');
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}
