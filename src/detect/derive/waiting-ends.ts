import type { Observation } from '../../model/observation.ts';
import { derivedObservation } from './derived-observation.ts';
import { type SocketEnd, socketEnd, textField } from './socket-end.ts';
import type { SocketTable } from './socket-table.ts';
import { networkOf } from './traffic-coverage.ts';
import { areRolesOfTwoEnds } from './two-ends.ts';

/** Whether a table of the server would show this client: it has others of its network, at the address where the client believes it to be. */
function covers(table: SocketTable, local: SocketEnd, peer: string): boolean {
  const server = peer === '' ? undefined : socketEnd(peer).address;
  if (server !== undefined && table.own.size > 0 && !table.own.has(server)) return false;
  const served = [...table.peersNow];
  return served.some((address) => networkOf(address) === networkOf(local.address));
}

function unmatched(row: Observation, table: SocketTable): Observation[] {
  const [printed, peer] = [textField(row, 'local'), textField(row, 'peer')];
  const local = socketEnd(printed);
  if (row.at.input === table.input || !areRolesOfTwoEnds(row.role, table.role)) return [];
  // A table of the client's own machine shows it as its own end.
  if (table.own.has(local.address) || table.reaches(local) || !covers(table, local, peer)) return [];
  const server = peer === '' ? ([...table.own][0] ?? '') : peer;
  return [
    derivedObservation('unmatched-connection', row, {
      client: printed,
      server,
      local: printed,
      peer: server,
      localPort: local.port,
      clientPort: local.port,
      presentOn: row.at.input,
      absentOn: table.input,
      matched: 0,
      translation: 'none',
    }),
  ];
}

/** Derives an `unmatched-connection` for each connection on which a program waits and which the server's table lacks. */
export function waitingEnds(tables: readonly SocketTable[], waiting: readonly Observation[]): Observation[] {
  return waiting.flatMap((row) => tables.flatMap((table) => unmatched(row, table)).slice(0, 1));
}
