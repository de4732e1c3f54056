/** The fields of a `trend`. */
export const TREND_FIELDS = {
  state: 'string',
  first: 'number',
  last: 'number',
  snapshots: 'number',
  resource: 'string', // instead of a state: of what a figure counts; as of a usage
  of: 'string', // then what has it
  product: 'string',
  growing: 'boolean', // of eight snapshots and more: leaks; of fewer: never falls, and ends higher than it began
  shape: 'string', // of eight snapshots and more: leak, load, step, plateau, steady
  growth: 'string', // the same in words: CLOSE_WAIT of java (pid 63545) to 10.0.0.9:3306 grows by 3.1 an hour since 04:00
  wavering: 'boolean', // it goes up and down, and no socket stays
  limit: 'number', // what a leak reaches first, of the limits that the evidence tells; or at which a step or a plateau stays
  atLimit: 'boolean', // a step or a plateau stays at its limit
  inSec: 'number', // how long after the last snapshot that is
  outlook: 'string', // the same in words, with the times between which it is in 95 of 100 cases
  climbs: 'number', // where it climbed twice or more and fell by half in between, as at a restart: how often
  peak: 'number', // then its highest value
  perHourBefore: 'number', // then how fast its first climb was
  perHour: 'number', // how fast a leak is, or the last climb
  story: 'string', // the last climbs: 2 → 820 in 8 h, then 2 → 880 in 4 h
  shortening: 'boolean', // each climb takes less time than the one before
  kept: 'number', // sockets of the first snapshot still there in the last
  overSec: 'number',
  peer: 'string', // most frequent peer of these sockets
  process: 'string',
  pid: 'string',
  application: 'string', // whose sessions of a database they are; so user, database, client
  user: 'string',
  database: 'string',
  client: 'string',
  age: 'string', // of the oldest at the last snapshot, as it is printed
} as const;
