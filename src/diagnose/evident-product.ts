import type { FieldValue } from '../model/fields.ts';
import { PRODUCT_KINDS, type ProductKind } from '../model/product-kinds.ts';
import type { Hit, Signal } from '../model/signal.ts';
import { rememberLast } from '../remember-last.ts';
import { portOf } from './server-end.ts';

const MOST_HITS = 100;
/** Facts that hold the port of a server; one of a client is none that a product is known by. */
const ENDS = ['server', 'target', 'endpoint', 'peer', 'local'];
const PORTS = ['port', 'peerPort', 'localPort'];

/** The server that most hits of the signals are about; undefined where none names one. */
export function evidentProduct(signals: readonly Signal[]): ProductKind | undefined {
  const votes = new Map<ProductKind, number>();
  for (const hit of signals.flatMap(({ hits }) => hits.slice(0, MOST_HITS))) {
    const product = products.get(hit, [], () => productOf(hit));
    if (product) votes.set(product, (votes.get(product) ?? 0) + 1);
  }
  return [...votes].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}

/** Most hits of a diagnosis are those of the one before. */
const products = rememberLast<Hit, ProductKind | undefined>();

/** A port says most, since it is the server's own; then whose log it is, then what the text holds. */
function productOf({ fields, observation }: Hit): ProductKind | undefined {
  const named = PRODUCT_KINDS.find(({ product }) => product === fields['product']);
  const listening = listeningOn(portsOf(fields));
  if (named && (listening.length === 0 || listening.includes(named))) return named;
  if (listening.length === 1) return listening[0];
  const text = observation.text.toLowerCase();
  const told = (kinds: readonly ProductKind[]) =>
    kinds.find(({ libraries }) => libraries.includes(String(fields['library']))) ??
    kinds.find(({ words }) => words.some((word) => text.includes(word)));
  return told(listening) ?? listening[0] ?? told(PRODUCT_KINDS);
}

function portsOf(fields: Readonly<Record<string, FieldValue | undefined>>): (number | undefined)[] {
  return [
    ...ENDS.map((name) => portOf(String(fields[name] ?? ''))),
    ...PORTS.map((name) => Number(fields[name])),
  ];
}

function listeningOn(ports: readonly (number | undefined)[]): ProductKind[] {
  const known = ports.find((port) =>
    PRODUCT_KINDS.some((kind) => port !== undefined && kind.ports.includes(port)),
  );
  return known === undefined ? [] : PRODUCT_KINDS.filter((kind) => kind.ports.includes(known));
}
