import { group } from 'd3-array';
import { type EvidenceSource, readSource, type SourceCount } from '../model/evidence-source.ts';
import { erlangNodeIn, maskedName, partThatDiffers } from './input-names.ts';

/** A node of a cluster: its name, and the sources of which it is. */
export interface ClusterNode {
  name: string;
  sources: readonly SourceCount[];
}

/** One machine's records in one input. */
interface Place extends Pick<EvidenceSource, 'input' | 'host'> {
  members: readonly (SourceCount & { ownNode: string })[];
  mask: string;
}

/**
 * The nodes of one product that the sources are of. A node has the name that it gives itself, else its machine's, else the Erlang
 * node in its input's name, else what that name differs by from an input named alike with records of the same time: a rotated log
 * has none of its own. What is of none of these is left out.
 */
export function clusterNodes(sources: readonly SourceCount[], product: string): ClusterNode[] {
  const own = sources
    .map((source) => ({ ...source, ...readSource(source.source) }))
    .filter((source) => source.product === product);
  const places = [...group(own, ({ input, host }) => `${input}\u0000${host}`).values()].map(
    (members): Place => {
      const { input = '', host = '' } = members[0] ?? {};
      return { input, host, members, mask: maskedName(input) };
    },
  );
  const byMask = group(places, ({ mask }) => mask);
  return joined(places.flatMap((place) => nodesAt(place, byMask.get(place.mask) ?? [])));
}

function nodesAt(place: Place, alike: readonly Place[]): ClusterNode[] {
  const { members, host } = place;
  const names = [...new Set(members.map(({ ownNode }) => ownNode))].filter(Boolean);
  // Where several speak in one log, a record that names none is nobody's.
  if (names.length > 1)
    return names.map((name) => ({ name, sources: members.filter(({ ownNode }) => ownNode === name) }));
  const name = names[0] || host || erlangNodeIn(place.input) || nameByInput(place, alike);
  return name ? [{ name, sources: members }] : [];
}

function nameByInput({ input, members }: Place, alike: readonly Place[]): string | undefined {
  const other = alike.find((one) => one.input !== input && areOfOneTime(members, one.members));
  return other && partThatDiffers(input, other.input);
}

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
  for (const node of nodes) {
    const at = known.findIndex(({ name }) => isSameNode(name, node.name));
    const same = known[at];
    if (!same) known.push(node);
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
