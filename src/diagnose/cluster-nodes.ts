import { group } from 'd3-array';
import { type EvidenceSource, readSource, type SourceCount } from '../model/evidence-source.ts';
import { rememberRecent } from '../remember-recent.ts';
import { erlangNodeIn, maskedName, partThatDiffers } from './input-names.ts';

/** A node of a cluster: its name, and the sources of which it is. */
export interface ClusterNode {
  name: string;
  sources: readonly SourceCount[];
}

/** One machine's records in one input. */
interface Place extends Pick<EvidenceSource, 'input' | 'host'> {
  members: readonly (SourceCount & ReadSource)[];
  mask: string;
  erlangNode: string | undefined;
}

/**
 * The nodes of one product that the sources are of. A node has the name that it gives itself, else its machine's, else the Erlang
 * node in its input's name, else what that name differs by from an input named alike with records of the same time: a rotated log
 * has none of its own. What is of none of these is left out.
 */
export function clusterNodes(sources: readonly SourceCount[], product: string): ClusterNode[] {
  const own = sources
    .map((source) => ({ ...source, ...readOnce(source.source) }))
    .filter((source) => source.product === product);
  const places = [...group(own, ({ input, host }) => `${input}\u0000${host}`).values()].map(
    (members): Place => {
      const { input = '', host = '', mask = '', erlangNode } = members[0] ?? {};
      return { input, host, members, mask, erlangNode };
    },
  );
  const byMask = group(places, ({ mask }) => mask);
  return joined(places.flatMap((place) => nodesAt(place, byMask.get(place.mask) ?? [])));
}

/** Sources come again with each delivery, and more than these are no cluster. */
const read = rememberRecent<string, ReadSource>(256);

interface ReadSource extends EvidenceSource {
  mask: string;
  erlangNode: string | undefined;
}

function readOnce(source: string): ReadSource {
  const known = read.get(source);
  if (known) return known;
  const parts = readSource(source);
  const found = { ...parts, mask: maskedName(parts.input), erlangNode: erlangNodeIn(parts.input) };
  read.set(source, found);
  return found;
}

function nodesAt(place: Place, alike: readonly Place[]): ClusterNode[] {
  const { members, host } = place;
  const names = [...new Set(members.map(({ ownNode }) => ownNode))].filter(Boolean);
  // Where several speak in one log, a record that names none is nobody's.
  if (names.length > 1)
    return names.map((name) => ({ name, sources: members.filter(({ ownNode }) => ownNode === name) }));
  const name = names[0] || host || place.erlangNode || nameByInput(place, alike);
  return name ? [{ name, sources: members }] : [];
}

function nameByInput({ input, members }: Place, alike: readonly Place[]): string | undefined {
  const other = alike.find((one) => one.input !== input && areOfOneTime(members, one.members));
  return other && differingPart(input, other.input);
}

function differingPart(input: string, other: string): string {
  const key = `${input}\u0000${other}`;
  const known = differing.get(key);
  if (known !== undefined) return known;
  const found = partThatDiffers(input, other);
  differing.set(key, found);
  return found;
}

const differing = rememberRecent<string, string>(256);

function areOfOneTime(some: readonly SourceCount[], others: readonly SourceCount[]): boolean {
  return others.some((other) => some.some((one) => overlap(one, other)));
}

/** Whether two spans of event time have a moment in common; where one has no times, that is not known, and they may. */
export function overlap(
  { firstMs = -Infinity, lastMs = Infinity }: Pick<SourceCount, 'firstMs' | 'lastMs'>,
  other: Pick<SourceCount, 'firstMs' | 'lastMs'>,
): boolean {
  return firstMs <= (other.lastMs ?? Infinity) && lastMs >= (other.firstMs ?? -Infinity);
}

/** What one program calls `rabbit@mq01` another calls `mq01`, and one node may write several logs. */
function joined(nodes: readonly ClusterNode[]): ClusterNode[] {
  const known: ClusterNode[] = [];
  // Only what has the same host can be the same node: of many nodes each is compared with few.
  const placesByHost = new Map<string, number[]>();
  for (const node of nodes) {
    const host = hostOf(node.name);
    const places = placesByHost.get(host) ?? [];
    placesByHost.set(host, places);
    const at = places.find((place) => isSameNode(known[place]?.name ?? '', node.name));
    const same = at === undefined ? undefined : known[at];
    if (at === undefined || !same) places.push(known.push(node) - 1);
    else {
      const name = same.name.includes('@') ? same.name : node.name;
      known[at] = { name, sources: [...same.sources, ...node.sources] };
    }
  }
  return known;
}

/** Whether two names are of one node: the same, or one is the other's host, with or without its domain. */
export function isSameNode(one: string, other: string): boolean {
  if (one === other) return true;
  return one.includes('@') && other.includes('@') ? false : hostOf(one) === hostOf(other);
}

/** `mq01` of `rabbit@mq01.example.org`; an address stays whole. */
function hostOf(name: string): string {
  const host = name.slice(name.indexOf('@') + 1);
  const [first = ''] = host.split('.', 1);
  return Number.isInteger(Number(first)) ? host : first;
}
