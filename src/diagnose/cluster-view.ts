import { max, min } from 'd3-array';
import type { ClusterView, NodeShowing } from '../model/cluster-view.ts';
import { addRecord, addSource, readSource, type SourceCount, sourceOf } from '../model/evidence-source.ts';
import type { Hit, Signal, Tally } from '../model/signal.ts';
import { type ClusterNode, clusterNodes, isSameNode, overlap } from './cluster-nodes.ts';
import type { Hypothesis } from './hypothesis.ts';

type Weighed = Pick<Hypothesis, 'decisive' | 'supporting'>;

/**
 * Tells of any cause on which nodes of a cluster it shows, on which it does not, and whom of the others each node lost. `sources` are
 * those of all the evidence. Undefined where the evidence is not of several nodes of the product concerned.
 */
export function clusterViews(
  sources: ReadonlyMap<string, SourceCount>,
): (hypothesis: Weighed) => ClusterView | undefined {
  // Of most evidence there is one source.
  if (sources.size < 2) return () => undefined;
  const known = new Map<string, ClusterNode[]>();
  const nodesOf = (product: string): ClusterNode[] => {
    const nodes = known.get(product) ?? clusterNodes([...sources.values()], product);
    known.set(product, nodes);
    return nodes;
  };
  return (hypothesis) => clusterView(hypothesis, nodesOf);
}

function clusterView(
  { decisive, supporting }: Weighed,
  nodesOf: (product: string) => readonly ClusterNode[],
): ClusterView | undefined {
  const found = decisive.map(countsOf);
  const [first] = found.flatMap((counts) => [...counts.keys()]);
  if (first === undefined) return undefined;
  const nodes = nodesOf(readSource(first).product);
  if (nodes.length < 2) return undefined;
  const lostBy = lostOf([...decisive, ...supporting]);
  const showing = nodes.flatMap((node) => showingOf(node, found, lostBy) ?? []).toSorted(byFirst);
  if (showing.length === 0) return undefined;
  const others = nodes.filter(({ name }) => !showing.some(({ node }) => node === name));
  const span = spanOf(found);
  const isOfThen = ({ sources: own }: ClusterNode) => own.some((source) => overlap(source, span));
  return {
    showing,
    quiet: others.filter(isOfThen).map(({ name }) => name),
    unknown: others.filter((node) => !isOfThen(node)).map(({ name }) => name),
    oneSided: showing.flatMap((one) => oneSidedOf(one, showing, others.filter(isOfThen))),
  };
}

type Counts = ReadonlyMap<string, SourceCount>;

/** How many records of each source met a signal. */
function countsOf({ hits, groups = [] }: Signal): Counts {
  const counts = new Map<string, SourceCount>();
  const tallies: Pick<Tally, 'hits' | 'sources'>[] = groups.flatMap((group) => group.tallies);
  for (const tally of tallies.length > 0 ? tallies : [{ hits }]) {
    if (!tally.sources) for (const { observation } of tally.hits) addRecord(counts, observation);
    for (const source of tally.sources ?? []) addSource(counts, source);
  }
  return counts;
}

function showingOf(
  { name, sources }: ClusterNode,
  found: readonly Counts[],
  lostBy: ReadonlyMap<string, ReadonlySet<string>>,
): NodeShowing | undefined {
  const own = found.map((counts) => sources.flatMap(({ source }) => counts.get(source) ?? []));
  const count = max(own, (counts) => counts.reduce((sum, one) => sum + one.count, 0)) ?? 0;
  if (count === 0) return undefined;
  const firstMs = min(own.flat(), (one) => one.firstMs);
  const lost = new Set(sources.flatMap(({ source }) => [...(lostBy.get(source) ?? [])]));
  return {
    node: name,
    count,
    ...(firstMs === undefined ? {} : { firstMs }),
    ...(lost.size > 0 ? { lost: [...lost].toSorted() } : {}),
  };
}

/** Other nodes that records of a source name as lost. */
function lostOf(signals: readonly Signal[]): ReadonlyMap<string, ReadonlySet<string>> {
  const lostBy = new Map<string, Set<string>>();
  for (const hit of signals.flatMap(({ hits }) => hits)) {
    const names = namesLost(hit);
    const source = names.length > 0 ? sourceOf(hit.observation) : undefined;
    if (source === undefined) continue;
    const known = lostBy.get(source) ?? new Set();
    for (const name of names) known.add(name);
    lostBy.set(source, known);
  }
  return lostBy;
}

/** A status lists them; of a log runbooks capture one as `other`. */
function namesLost({ observation, fields: { other, nodes } }: Hit): string[] {
  const names = observation.kind === 'cluster' ? nodes : other;
  return typeof names === 'string' ? names.split(', ') : [];
}

function oneSidedOf(
  { node, lost = [] }: NodeShowing,
  showing: readonly NodeShowing[],
  quiet: readonly ClusterNode[],
): ClusterView['oneSided'] {
  return lost.flatMap((name) => {
    const other = showing.find((one) => isSameNode(one.node, name));
    const known = other?.node ?? quiet.find((one) => isSameNode(one.name, name))?.name;
    const agrees = other?.lost?.some((one) => isSameNode(one, node)) ?? false;
    return known === undefined || agrees ? [] : [{ node, lost: known }];
  });
}

function spanOf(found: readonly Counts[]): Pick<SourceCount, 'firstMs' | 'lastMs'> {
  const all = found.flatMap((counts) => [...counts.values()]);
  const [firstMs, lastMs] = [min(all, (one) => one.firstMs), max(all, (one) => one.lastMs)];
  return { ...(firstMs === undefined ? {} : { firstMs }), ...(lastMs === undefined ? {} : { lastMs }) };
}

function byFirst(one: NodeShowing, other: NodeShowing): number {
  return (one.firstMs ?? Infinity) - (other.firstMs ?? Infinity) || (one.node < other.node ? -1 : 1);
}
