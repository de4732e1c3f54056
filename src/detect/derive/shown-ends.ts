import type { Observation } from '../../model/observation.ts';
import { textField } from './socket-end.ts';
import { type EndedSocket, isListed } from './socket-index.ts';

/** The ends and the process of a socket, where its own end is the server's or not. */
export function endsOfSocket(row: Observation, isServer: boolean) {
  const [local, peer] = [textField(row, 'local'), textField(row, 'peer')];
  return {
    client: isServer ? peer : local,
    server: isServer ? local : peer,
    local,
    peer,
    process: row.fields['process'],
    pid: row.fields['pid'],
  };
}

/** The ends of a connection that one machine shows, as a socket or in a server's list. Of a socket the lower port is the server's. */
export function shownEnds({ row, local, peer }: EndedSocket) {
  const isServers = isListed(row) || (local !== undefined && Number(local.port) < Number(peer.port));
  const own = textField(row, isListed(row) ? 'server' : 'local');
  const theirs = textField(row, isListed(row) ? 'client' : 'peer');
  return {
    client: isServers ? theirs : own,
    server: isServers ? own : theirs,
    local: own,
    peer: theirs,
    localPort: local?.port,
    peerPort: peer.port,
    clientPort: isServers ? peer.port : local?.port,
  };
}
