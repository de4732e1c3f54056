import { builtInMessages, builtInProducts, builtInRunbooks } from '../adapters/package-files.ts';
import { HalfopenError } from '../errors.ts';
import { didYouMean } from '../interactions/did-you-mean.ts';
import type { CompiledRunbook } from '../model/runbook.ts';
import { SHIPPERS } from '../render/shippers/shippers.ts';
import type { Terminal } from './terminal.ts';

/** `halfopen filter`: a shipper's configuration that drops near the source what no runbook could match. */
export function filterCommand(
  shipper: string,
  { product: products = [], path }: { product?: string[]; path: string },
  { stdout }: Terminal,
): void {
  const runbooks = builtInRunbooks();
  const asked = products.map((product) => ` --product ${product}`).join('');
  const render = SHIPPERS.get(shipper);
  stdout.write(
    render?.({
      command: `halfopen filter ${shipper}${asked} --path '${path}'`,
      path,
      literals: literalsOf(runbooks, products),
      without: runbooks.filter(countsHealthy).map(({ id }) => id),
    }) ?? '',
  );
}

/** The texts of which one stands in each record that tells a runbook of trouble; of the messages those of the products alone, if there are any. */
function literalsOf(runbooks: readonly CompiledRunbook[], products: readonly string[]): string[] {
  const all = runbooks.flatMap((runbook) =>
    Object.entries(runbook.patterns).flatMap(([signal, patterns]) =>
      isSampled(runbook, signal) ? [] : patterns,
    ),
  );
  const written = products.length === 0 ? all : all.filter(({ kind }) => kind !== 'message');
  const ofProducts = products.length === 0 ? [] : messagesOf(products);
  return [...new Set([...written, ...ofProducts].flatMap(({ literals }) => literals))].toSorted();
}

function messagesOf(products: readonly string[]) {
  const known = builtInProducts();
  const messages = [...builtInMessages().values()].flat();
  return products.flatMap((product) => {
    const own = known.get(product);
    if (own) return own.flatMap((at) => messages[at] ?? []);
    const nearest = didYouMean(product, [...known.keys()]);
    throw new HalfopenError({
      code: 'product-unknown',
      message: `the catalogue has no product "${product}".`,
      hint: nearest ? `Did you mean ${nearest}?` : `It has ${[...known.keys()].join(', ')}.`,
    });
  });
}

function isSampled({ signals }: CompiledRunbook, signal: string): boolean {
  const rule = signals[signal];
  return rule !== undefined && 'sample' in rule && (rule.sample ?? false);
}

function countsHealthy(runbook: CompiledRunbook): boolean {
  return Object.keys(runbook.signals).some((signal) => isSampled(runbook, signal));
}
