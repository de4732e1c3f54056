import { HalfopenError } from '../errors.ts';
import type { Item } from '../ports.ts';
import type { StoreContext } from './store-context.ts';
import { upgrade } from './upgrade.ts';

const MAX_TRIES = 20;

/** An item as it is written. */
type WrittenItem<Body> = Item & { body: Body; expiresAtMs: number };

/** Where an item is kept, for how many milliseconds after its last change, and its head where it has one. */
interface ItemPlace<Body> {
  pk: string;
  sk: string;
  keptMs: number;
  headOf?: (body: Body) => NonNullable<Item['head']>;
  /** Called before each write is tried, with the item to be written and what it replaces; the write may still fail. */
  before?: (next: WrittenItem<Body>, known: Body | undefined) => Promise<void>;
}

/**
 * Changes an item by conditional writes, and tries again when another run was faster. `change` gets the current body and returns
 * the next one; returning the same object, or undefined, writes nothing. Returns the body that is stored in the end.
 * Throws `item-contended` (retryable) when others were faster 20 times in a row.
 */
export async function changeItem<Body extends object>(
  { table, nowMs }: Pick<StoreContext, 'table' | 'nowMs'>,
  { pk, sk, keptMs, headOf, before }: ItemPlace<Body>,
  change: (known: Body | undefined) => Body | undefined | Promise<Body | undefined>,
): Promise<Body | undefined> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const item = await table.get(pk, sk, nowMs());
    const known = item && upgrade<Body>(item.body);
    const body = await change(known);
    if (!body || body === known) return body;
    const next = {
      pk,
      sk,
      version: (item?.version ?? 0) + 1,
      expiresAtMs: nowMs() + keptMs,
      ...(headOf ? { head: headOf(body) } : {}),
      body,
    };
    await before?.(next, known);
    if (await table.put(next, item ? { version: item.version } : 'absent', nowMs())) return body;
  }
  throw new HalfopenError({
    code: 'item-contended',
    message: `${pk} ${sk} was changed by others ${MAX_TRIES} times in a row`,
    hint: 'Nothing to do: it is tried again.',
    retryable: true,
  });
}
