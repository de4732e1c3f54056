import type { FieldValue } from '../../../model/fields.ts';

type Amount = 'poolUsed' | 'poolIdle' | 'poolMax' | 'poolWaiting' | 'coreSize' | 'overflow';

/** How pools name their numbers, without "connections", "count" and the like: see `stem`. */
const STEMS: Record<Amount, string> = {
  poolUsed: 'active acquired inuse used busy borrowed checkedout numactive leased',
  poolIdle: 'idle free available in numidle unused',
  poolMax: 'max maxopen maxtotal maxactive maxsize maxallocated maximum limit total size maximumsize',
  poolWaiting:
    'waiting wait waiters numwaiters pending pendingacquire queued awaiting threadsawaiting emptyacquire canceledacquire waitingclients',
  coreSize: 'poolsize',
  overflow: 'overflow',
};
const MEANS = new Map(
  Object.entries(STEMS).flatMap(([amount, stems]) =>
    stems.split(' ').map((one) => [one, amount as Amount] as const),
  ),
);

const HINT = /idle|free|available|in pool/i;
const OF_CONNECTIONS = /pool|conn|\binuse\b|hikari|jdbc|dbcp|sql/i;
const OF_THREADS = /\bthread ?pool|executor|\bworkers?\b|goroutine|\bmemory|\bdisk|\bbytes?\b/i;
const PAIR =
  /\b([A-Za-z][A-Za-z_]{0,40}(?: [A-Za-z]{1,16}){0,3}?)["']?\s?[:=]\s?["']?(-?\d{1,7})(?![\d.]*\w)/g;
const LONGEST_TEXT = 2000;
const USUAL_OVERFLOW = 10;

/**
 * The numbers of a pool of connections, whatever pool prints them: HikariCP's `(total=10, active=10, idle=0, waiting=57)`, Go's
 * `{MaxOpenConnections:15 … Idle:0 WaitCount:880}`, node-pg's `totalCount`, SQLAlchemy's `Connections in pool: 0`.
 */
export function poolStatistics(text: string, fields: Record<string, FieldValue>): void {
  if (text.length > LONGEST_TEXT || !HINT.test(text) || !OF_CONNECTIONS.test(text) || OF_THREADS.test(text))
    return;
  const known = withUsed(amountsIn(text));
  const max = known.overflow === undefined ? known.poolMax : undefined;
  if (known.poolIdle === undefined || (known.poolUsed ?? max) === undefined) return;
  fields['poolIdle'] = known.poolIdle;
  if (known.poolUsed !== undefined) fields['poolUsed'] = known.poolUsed;
  if (known.poolWaiting !== undefined) fields['poolWaiting'] = known.poolWaiting;
  const most = max ?? mostOf(known);
  if (most !== undefined) fields['poolMax'] = most;
  // Where one number is not told, none idle means that all are in use, and somebody who waits that no more may be opened.
  if (most !== undefined) fields['poolFree'] = most - (known.poolUsed ?? most - known.poolIdle);
  else if (known.poolIdle === 0 && (known.poolWaiting ?? 0) > 0) fields['poolFree'] = 0;
}

function amountsIn(text: string): Partial<Record<Amount, number>> {
  const known: Partial<Record<Amount, number>> = {};
  for (const [, name = '', number] of text.matchAll(PAIR)) {
    const amount = amountNamed(name.split(' '));
    if (amount === undefined) continue;
    // "total" is how many are open now, a maximum how many there may be.
    const isBetter = known[amount] === undefined || (amount === 'poolMax' && /max/i.test(name));
    if (isBetter) known[amount] = Number(number);
  }
  return known;
}

/** SQLAlchemy's pool counts what is used from the same numbers (`QueuePool.status`), where a cut left those alone. */
function withUsed(known: Partial<Record<Amount, number>>): Partial<Record<Amount, number>> {
  const { coreSize, poolIdle, overflow, poolUsed } = known;
  if (poolUsed !== undefined || coreSize === undefined || poolIdle === undefined || overflow === undefined)
    return known;
  return { ...known, poolUsed: coreSize - poolIdle + overflow };
}

/** SQLAlchemy's pool may open so many more than its size unless told otherwise; it counts them up from minus the size. */
function mostOf({ coreSize, overflow = 0, poolMax }: Partial<Record<Amount, number>>): number | undefined {
  const core = coreSize ?? poolMax;
  return core === undefined ? undefined : core + Math.max(USUAL_OVERFLOW, overflow);
}

/** What stands before a name of several words may belong to another one. */
function amountNamed(words: readonly string[]): Amount | undefined {
  for (let from = 0; from < words.length; from++) {
    const name = words.slice(from).join('');
    const amount = MEANS.get(letters(name)) ?? MEANS.get(stem(name));
    if (amount !== undefined) return amount;
  }
  return undefined;
}

function letters(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z]/g, '');
}

/** "acquiredConns", "idleCount", "Current Checked out connections" without what pools put around the word that counts. */
function stem(name: string): string {
  return letters(name).replaceAll(
    /connections?|conns?|clients?(?!$)|current|count|pool|open(?=$)|size$|requests?/g,
    '',
  );
}
