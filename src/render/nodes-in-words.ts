import type { ClusterView, NodeShowing } from '../model/cluster-view.ts';
import { counted, duration } from './in-words.ts';

const MOST_NODES = 5;
/** Clocks of hosts agree no better than this. */
const AT_ONCE_MS = 1_000;

/**
 * On which nodes of a cluster a cause shows, in the order of their clocks, on which not, and where two nodes differ: `first on mq02 (6
 * times), 2 s later on mq01; not on mq03`. Empty where there is no view of a cluster.
 */
export function nodesInWords(view: ClusterView | undefined): string {
  if (!view) return '';
  const { showing, quiet, unknown, oneSided } = view;
  const only = showing.length === 1 ? 'only ' : '';
  return [
    `${only}${showingInWords(showing)}`,
    ...(quiet.length > 0 ? [`not on ${listed(quiet)}`] : []),
    ...(unknown.length > 0 ? [`no record of that time from ${listed(unknown)}`] : []),
    ...oneSided
      .slice(0, MOST_NODES)
      .map(({ node, lost }) => `${node} lost ${lost}, which does not say that it lost ${node}`),
  ].join('; ');
}

function showingInWords(showing: readonly NodeShowing[]): string {
  const [first, ...others] = showing;
  if (first?.firstMs === undefined || others.length === 0) return `on ${listed(showing.map(nameWithCount))}`;
  const { firstMs } = first;
  const later = others.slice(0, MOST_NODES - 1).map((one) => `${delay(one, firstMs)} ${nameWithCount(one)}`);
  const more = others.length - later.length;
  return [`first on ${nameWithCount(first)}`, ...later, ...(more > 0 ? [`then on ${more} more`] : [])].join(
    ', ',
  );
}

function delay({ firstMs }: NodeShowing, fromMs: number): string {
  if (firstMs === undefined) return 'also on';
  return firstMs - fromMs < AT_ONCE_MS ? 'within 1 s on' : `${duration(firstMs - fromMs)} later on`;
}

function nameWithCount({ node, count }: NodeShowing): string {
  return count > 1 ? `${node} (${counted(count, 'time')})` : node;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NODES);
  const more = names.length - shown.length;
  const all = more > 0 ? [...shown, `${more} more`] : shown;
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
