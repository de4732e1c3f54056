import type { Observation } from '../../model/observation.ts';
import { counterpart } from './counterpart.ts';
import { derivedObservation } from './derived-observation.ts';
import { endsOfSocket, shownEnds } from './shown-ends.ts';
import { isLoopback, type SocketEnd, textField } from './socket-end.ts';
import { type EndedSocket, isListed } from './socket-index.ts';
import type { SocketTable } from './socket-table.ts';
import { type Coverage, listedPorts } from './traffic-coverage.ts';
import { areRolesOfTwoEnds, FURTHEST_APART_MS } from './two-ends.ts';

/** A connection as the table that came out empty would have had it: its own end, and the end of the machine that has it. */
interface Mirrored {
  local: SocketEnd | undefined;
  peer: SocketEnd;
  /** Ports at which the server may be, where the list of its clients does not say where it is. */
  serverPorts: readonly string[];
}

/** The other end of a listed session is a socket of the client's, at an address of the server that the list does not tell. */
function mirrored({ local, peer, row }: EndedSocket): Mirrored {
  return local === undefined
    ? { local: peer, peer: { address: '', port: '' }, serverPorts: listedPorts(row) }
    : { local: peer, peer: local, serverPorts: [local.port] };
}

type Fit = 'yes' | 'unknown' | 'no';

function fitOf(condition: string, { local, peer, serverPorts }: Mirrored): Fit {
  const [name = '', ...rest] = condition.split(':');
  const value = rest.join(':');
  const isPort = name.endsWith('port');
  const ends = name.startsWith('local-') ? [local] : name.startsWith('peer-') ? [peer] : [local, peer];
  const has = ends.some((end) => (isPort ? end?.port : end?.address) === value);
  if (has) return 'yes';
  if (!ends.includes(peer) || peer.address !== '') return 'no';
  return isPort ? (serverPorts.includes(value) ? 'yes' : 'no') : 'unknown';
}

/** Whether the list would have had the connection: surely, unless something else explains that it has not, or not at all. */
function coverage(list: Observation, socket: EndedSocket, mine: SocketTable): Coverage | undefined {
  const mirror = mirrored(socket);
  const fits = textField(list, 'filter')
    .split(' ')
    .filter((one) => one !== '')
    .map((one) => fitOf(one, mirror));
  if (fits.includes('no')) return undefined;
  const isSure = fits.every((fit) => fit === 'yes') && list.fields['isNarrow'] !== true;
  const isNamed = fits.length > 0 || isMeant(list, mirror, mine);
  return isSure && isNamed ? { translation: 'none' } : { translation: 'possible', missing: 0 };
}

/** Whether a list without a filter is of the machine in question: its paste shows that address, or there is no other it could be. */
function isMeant(list: Observation, { local }: Mirrored, mine: SocketTable): boolean {
  if (textField(list, 'listed') !== 'sockets') return true;
  const shown = textField(list, 'addresses').split(' ');
  return (local !== undefined && shown.includes(local.address)) || mine.peersNow.size === 1;
}

/** Whether a list is of the machine at the other end of a table. */
function isOfOtherEnd(list: Observation, socket: EndedSocket): boolean {
  const { row, local, peer } = socket;
  if (textField(list, 'listed') === 'clients') {
    const isClientsEnd = local !== undefined && listedPorts(list).includes(peer.port);
    return (
      isClientsEnd &&
      !isListed(row) &&
      (row.at.input === list.at.input || areRolesOfTwoEnds(row.role, list.role))
    );
  }
  if (row.at.input === list.at.input)
    return (
      list.fields['isAmongHosts'] === true && textField(list, 'filter') !== '' && !isOfOneHost(list, row)
    );
  return areRolesOfTwoEnds(row.role, list.role) && !isALaterLook(list, socket);
}

/** What was asked for at either end may be a later look at the machine that had the connection, unless roles tell the two apart. */
function isALaterLook(list: Observation, { row }: EndedSocket): boolean {
  const isToldApart = row.role !== undefined && list.role !== undefined && row.role !== list.role;
  return !isToldApart && !SIDES.some((side) => textField(list, 'filter').includes(side));
}

const SIDES = ['local-', 'peer-'];

/** In one paste of several machines a list may be of the machine that has the socket. */
function isOfOneHost(list: Observation, { at }: Observation): boolean {
  return textField(list, 'hostLines')
    .split(' ')
    .map((span) => span.split('-').map(Number))
    .some(([from = Infinity, to = 0]) => at.line >= from && at.line <= to);
}

function isFarApart(list: Observation, { row }: EndedSocket): boolean {
  return (
    list.atMs !== undefined && row.atMs !== undefined && Math.abs(list.atMs - row.atMs) > FURTHEST_APART_MS
  );
}

function unmatched(
  list: Observation,
  socket: EndedSocket,
  { input }: SocketTable,
  found: Coverage,
): Observation {
  const { row } = socket;
  return derivedObservation('unmatched-connection', row, {
    ...shownEnds(socket),
    process: row.fields['process'],
    pid: row.fields['pid'],
    timer: row.fields['timer'],
    timersShown: row.fields['timersShown'],
    presentOn: input,
    absentOn: list.at.input === input ? textField(list, 'host') || 'the other machine' : list.at.input,
    sendQBytes: row.fields['sendQBytes'],
    matched: 0,
    emptyList: textField(list, 'command'),
    ...found,
  });
}

function missingIn(list: Observation, table: SocketTable, tables: readonly SocketTable[]): Observation[] {
  const others = tables.filter((one) => one !== table);
  return table.current.flatMap((socket) => {
    if (socket.state !== 'ESTABLISHED' || isLoopback(socket.peer.address)) return [];
    if (!isOfOtherEnd(list, socket) || isFarApart(list, socket)) return [];
    if (others.some((other) => counterpart(socket, table, other))) return [];
    const found = coverage(list, socket, table);
    return found ? [unmatched(list, socket, table, found)] : [];
  });
}

/**
 * Derives an `untracked-connection` for each ESTABLISHED socket that a gateway was asked for by a command which printed no row: it has
 * forgotten the flow.
 */
export function forgottenFlows(tables: readonly SocketTable[], lists: readonly Observation[]): Observation[] {
  const tracked = lists.filter((list) => textField(list, 'listed') === 'tracked');
  return tracked.flatMap((list) =>
    tables.flatMap((table) =>
      table.current.flatMap((socket) => {
        const { row, local, peer, state } = socket;
        if (state !== 'ESTABLISHED' || local === undefined || isLoopback(peer.address)) return [];
        if (
          row.at.input === list.at.input &&
          (list.fields['isAmongHosts'] !== true || isOfOneHost(list, row))
        )
          return [];
        if (isFarApart(list, socket) || coverage(list, socket, table)?.translation !== 'none') return [];
        const isServers = Number(local.port) < Number(peer.port);
        return [
          derivedObservation('untracked-connection', row, {
            ...endsOfSocket(row, isServers),
            trackedBy: list.at.input,
            tracked: 0,
            emptyList: textField(list, 'command'),
          }),
        ];
      }),
    ),
  );
}

function keyOf({ fields }: Observation): string {
  return [fields['client'], fields['server']].join(' ');
}

/**
 * Derives an `unmatched-connection` for each ESTABLISHED socket, or session of a server's list, whose other end was asked for by a command
 * that printed no row, where that command would have shown it. `known` are those that tables show to be unmatched.
 */
export function emptyEnds(
  tables: readonly SocketTable[],
  lists: readonly Observation[],
  known: readonly Observation[],
): Observation[] {
  const found = new Map<string, Observation>();
  const seen = new Set(known.map(keyOf));
  for (const list of lists) {
    if (textField(list, 'listed') === 'tracked') continue;
    for (const one of tables.flatMap((table) => missingIn(list, table, tables))) {
      const earlier = found.get(keyOf(one));
      const isSurer = one.fields['translation'] === 'none' && earlier?.fields['translation'] !== 'none';
      if (!seen.has(keyOf(one)) && (!earlier || isSurer)) found.set(keyOf(one), one);
    }
  }
  return [...found.values()];
}
