import type { Observation } from '../../model/observation.ts';
import type { SocketEnd } from './socket-end.ts';
import type { EndedSocket } from './socket-index.ts';
import type { SeenSocket, SocketTable } from './socket-table.ts';

/** Whether this end is where connections are accepted: it listens there, or several sockets share the address and port. */
export function accepts(table: SocketTable, end: SocketEnd): boolean {
  return table.listensOn(end) || table.sharesLocal(end);
}

/**
 * Whether a table would show a connection if it had it: surely, or unless its addresses are translated on the way. `missing` is how
 * many of the client's connections to that server can't be there even so, because the server has fewer from strangers.
 */
export type Coverage = { translation: 'none' } | { translation: 'possible'; missing: number };

const SURE: Coverage = { translation: 'none' };

/** The network of an address, as most sites cut theirs: /24, and /64 of IPv6. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address.slice(0, address.lastIndexOf('.'));
  return address.split(':').slice(0, 4).join(':');
}

/**
 * An address of the client's machine among those that connected, or of its own network, was not translated. As many connections of one
 * stranger as the client asked for are the client's own, behind a NAT.
 */
function byPeers(served: readonly SeenSocket[], at: SocketEnd, client: SocketTable): Coverage | undefined {
  if (served.some(({ peer }) => client.own.has(peer.address) || isNear(client, peer.address))) return SURE;
  const [asked, here] = [countCurrent(client.byPeer(at)), countCurrent(served)];
  if (asked === here && new Set(served.map(({ peer }) => peer.address)).size === 1) return undefined;
  return { translation: 'possible', missing: Math.max(0, asked - here) };
}

/** Whether an address is of a network that the machine is in. */
function isNear(machine: SocketTable, address: string): boolean {
  const network = networkOf(address);
  return [...machine.own].some((own) => networkOf(own) === network);
}

function countCurrent(sockets: readonly SeenSocket[]): number {
  return sockets.filter(({ isCurrent }) => isCurrent).length;
}

/** Whether the server's table would show a connection of this client to `at`. It must serve that address and port. */
export function serverCovers(server: SocketTable, at: SocketEnd, client: SocketTable): Coverage | undefined {
  const accepted = server.byLocal(at);
  // Nothing translates between two machines of one network.
  if (accepted.length > 0) return isNear(client, at.address) ? SURE : byPeers(accepted, at, client);
  if (!server.listensOn(at)) return undefined;
  return server.own.size === 0 || server.own.has(at.address) ? SURE : undefined;
}

/** Ports on which the servers listen whose lists of clients do not say where they are. */
const LISTED_PORTS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    'broker-connection': ['5671', '5672'],
    postgresql: ['5432', '5433', '6432'],
    mysql: ['3306', '3307', '33060'],
    redis: ['6379', '6380'],
    nats: ['4222'],
    mqtt: ['1883', '8883', '8083', '8084'],
  }),
);

/** The ports at which a server of this product usually listens: of a row of its list, or of its empty list. */
export function listedPorts({ kind, fields }: Observation): readonly string[] {
  const product = fields['product'] ?? (kind === 'empty-list' ? 'broker-connection' : kind);
  return LISTED_PORTS.get(String(product)) ?? [];
}

/**
 * Whether a list of clients without the server's own address covers connections to `at`: it has one of the sockets that the client's
 * machine has to that address and port, or it is the list of what usually listens there.
 */
export function listingCovers(server: SocketTable, at: SocketEnd, client: SocketTable): Coverage | undefined {
  // Of a client with many connections each is a question, which a server that knows none of its addresses need not be asked.
  const isKnown = [...client.own].some((address) => server.hasPeer(address));
  const siblings = isKnown ? client.byPeer(at) : [];
  if (siblings.some(({ local }) => local !== undefined && server.reaches(local))) return SURE;
  // What connects to the server is not the server: a balancer, which has connections of its own.
  if (server.hasPeer(at.address)) return undefined;
  const listed = server.current.filter(({ local }) => local === undefined);
  const [first] = listed;
  if (!first || !listedPorts(first.row).includes(at.port)) return undefined;
  return byPeers(listed, at, client);
}

/** Where clusters have their networks of pods. Those of Docker's bridges (172.17) are the same on every host. */
const PRIVATE = ['10.', '192.168.', '100.64.'];

function siteOf(address: string): string | undefined {
  if (!PRIVATE.some((start) => address.startsWith(start))) return undefined;
  return address.split('.').slice(0, 2).join('.');
}

/**
 * The ports at which a server has, under addresses of their own, what reaches it through another address, as through that of a Service of
 * Kubernetes: kube-proxy translates that one and leaves the client's. Client, server and some of those that it serves must be of one
 * site (/16). Only what is outside of that can be such an address.
 */
export function servicePorts(server: SocketTable, client: SocketTable): ReadonlySet<string> {
  const [site, ...others] = new Set([...client.own].map(siteOf));
  // A pod has addresses of one network; a host may have bridges to several.
  if (site === undefined || others.length > 0) return new Set();
  const isOfSite = (address: string) => siteOf(address) === site;
  const served = server.current.filter(({ local, peer }) => {
    if (local === undefined || !server.listensOn(local)) return false;
    return isOfSite(local.address) && isOfSite(peer.address);
  });
  return new Set(served.flatMap(({ local }) => local?.port ?? []));
}

/** Whether a server that serves `ports` behind other addresses would show a connection of this client to `at`, which is one of these. */
export function serviceCovers(
  server: SocketTable,
  at: SocketEnd,
  client: SocketTable,
  ports: ReadonlySet<string>,
): Coverage | undefined {
  if (!ports.has(at.port) || server.own.has(at.address) || server.hasPeer(at.address)) return undefined;
  const site = siteOf(at.address);
  return site !== undefined && ![...client.own].some((own) => siteOf(own) === site) ? SURE : undefined;
}

/**
 * Whether all the table holds is who is logged in: nobody filters by ssh to show the other end of a connection, so it is the
 * whole table of a machine that has no other connection, as after a restart.
 */
function isQuiet({ isListening, isOnlySsh }: SocketTable): boolean {
  return !isListening && isOnlySsh;
}

/** Whether no filter by port or address that fits every row of the table could have hidden a socket to `at`. */
function wouldPass(client: SocketTable, at: SocketEnd): boolean {
  const { commonPorts } = client;
  if (isQuiet(client)) return true;
  if (commonPorts === undefined || (commonPorts.size > 0 && !commonPorts.has(at.port))) return false;
  return client.isListening || client.hasSeveralPeers || client.hasPeer(at.address);
}

/**
 * Whether the client's table would show its connection to `at` if it had it: the client's address must be one of its own, and
 * the table must show sockets to that server, or traffic so varied that no filter can have hidden this one.
 */
export function clientCovers(client: SocketTable, address: string, at: SocketEnd): Coverage | undefined {
  if (!client.own.has(address)) return undefined;
  return client.reaches(at) || wouldPass(client, at) ? SURE : undefined;
}

/**
 * Whether the client's table would show a connection that a server lists without saying where the server is: the client's address
 * must be one of its own, and no filter can have hidden a socket to where such servers usually listen.
 */
export function listedClientCovers(client: SocketTable, { row, peer }: EndedSocket): Coverage | undefined {
  if (!client.own.has(peer.address)) return undefined;
  return listedPorts(row).some((port) => wouldPass(client, { address: '', port })) ? SURE : undefined;
}
