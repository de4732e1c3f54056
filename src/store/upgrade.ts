/** Fields of stored items that had another name in an earlier version. */
const RENAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    grantedMs: 'reservedMs',
    tell: 'thread',
    toldCount: 'lastNotifiedCount',
    toldMs: 'notifiedMs',
    toldSilentMs: 'silenceNotifiedMs',
  }),
);
/** Members of an item that hold such fields themselves. */
const NESTED: readonly string[] = ['notified', 'reminding'];

/**
 * The head or body of a stored item under the names of this version. Every read goes through it, so that an item written by an
 * earlier version loses nothing: not the card that was posted for it, nor when people were notified.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- The caller names the type, as it would with a cast.
export function upgrade<T>(stored: unknown): T {
  const entries = Object.entries(stored as object).map(([name, value]: [string, unknown]) => [
    RENAMED.get(name) ?? name,
    NESTED.includes(name) ? upgrade(value) : value,
  ]);
  return Object.fromEntries(entries) as T;
}
