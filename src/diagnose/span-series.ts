import { MOST_POINTS, type Series, type SeriesPoint } from '../model/series.ts';
import type { Hit, Signal } from '../model/signal.ts';

interface Turn {
  atMs: number;
  node: string;
  raises: boolean;
}

/** From when to when; an end of Infinity is not known yet. */
interface Span {
  fromMs: number;
  toMs: number;
}

/**
 * How long a condition lasted each time, from a hit that raises it to the next one that clears it, node by node; times that
 * overlap on several nodes are one. Only inputs that tell of its end are asked, for silence of the others ends nothing.
 * Undefined when it never ended: since when it lasts is told anyway.
 */
export function spanSeries(
  what: string,
  raising: readonly Signal[],
  clearing: Signal | undefined,
): Series | undefined {
  const clears = turns(clearing?.hits ?? [], false);
  if (clears.length === 0) return undefined;
  const inputs = new Set(clearing?.hits.map(({ observation }) => observation.at.input));
  const hits = raising.flatMap((signal) => signal.hits);
  const raises = turns(
    hits.filter(({ observation: { kind, at } }) => kind === 'log' && inputs.has(at.input)),
    true,
  );
  const spans = joined(follow([...raises, ...clears]));
  if (!spans.some(({ toMs }) => toMs < Infinity)) return undefined;
  const nodes = new Set(raises.flatMap(({ node }) => (node ? [node] : [])));
  const [of] = nodes;
  return {
    kind: 'spans',
    name: what,
    ...(of && nodes.size === 1 ? { of } : {}),
    points: spans.slice(-MOST_POINTS).map(toPoint),
  };
}

function turns(hits: readonly Hit[], raises: boolean): Turn[] {
  return hits.flatMap(({ observation: { atMs }, fields }) =>
    atMs === undefined ? [] : [{ atMs, node: String(fields['node'] ?? ''), raises }],
  );
}

/** A raise while it lasts, as every node of a cluster logs it, and a clear while it doesn't, change nothing. */
function follow(all: readonly Turn[]): Span[] {
  const spans: Span[] = [];
  const since = new Map<string, number>();
  // Of one moment the raise comes first, or what begins and ends at once would never end.
  for (const { atMs, node, raises } of all.toSorted(
    (a, b) => a.atMs - b.atMs || Number(b.raises) - Number(a.raises),
  )) {
    if (raises) {
      if (!since.has(node)) since.set(node, atMs);
      continue;
    }
    for (const [open, fromMs] of since) {
      // A raise or a clear that names no node is about every node.
      if (node !== '' && open !== '' && open !== node) continue;
      spans.push({ fromMs, toMs: atMs });
      since.delete(open);
    }
  }
  return [...spans, ...[...since.values()].map((fromMs) => ({ fromMs, toMs: Infinity }))];
}

function joined(spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.fromMs - b.fromMs || a.toMs - b.toMs)) {
    const last = found.at(-1);
    if (last && span.fromMs <= last.toMs) last.toMs = Math.max(last.toMs, span.toMs);
    else found.push({ ...span });
  }
  return found;
}

/** A length of 0 stands for no end, so that what ended at once lasted a millisecond. */
function toPoint({ fromMs, toMs }: Span): SeriesPoint {
  return { atMs: fromMs, value: toMs === Infinity ? 0 : Math.max(1, toMs - fromMs) / 1000 };
}
