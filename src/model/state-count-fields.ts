/** The fields of a `state-count`. */
export const STATE_COUNT_FIELDS = {
  snapshot: 'string',
  state: 'string',
  count: 'number',
  pid: 'string', // where sockets were counted by process as well
  local: 'string', // where they were counted by the end on this machine: its address and port
  peer: 'string', // the same of the other end
  clockSec: 'number', // time of day on the line, where it has no date; of a series, since its first midnight
  restarted: 'boolean', // a remark before the row tells of a restart
  host: 'string',
  source: 'string', // as of a connection; `sessions`: sessions of a database, counted by their state
  application: 'string', // whose sessions they are, as far as they were counted by it; so user, database, client
  user: 'string',
  database: 'string',
  client: 'string',
  age: 'string', // of the oldest of these sessions in its state, as it is printed
  ageSec: 'number',
  command: 'string', // command line shown above the counts
  sampled: 'boolean', // of all rows of a table: those that were left out were left out at both ends
} as const;
