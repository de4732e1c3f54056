/** The fields of an `untracked-connection`. */
export const UNTRACKED_FIELDS = {
  client: 'string',
  server: 'string',
  local: 'string',
  peer: 'string',
  process: 'string',
  pid: 'string',
  trackedBy: 'string', // the input with the list
  tracked: 'number', // other connections of the two in it, or of neighbours to the same server
  emptyList: 'string', // the command by which the gateway was asked for it, and printed no row
  deletedEntry: 'string', // the event of `conntrack -E` by which the gateway deleted it
  silentSec: 'number', // since anything came in, where the table says it
} as const;

/** The fields of an `unmatched-connection`. */
export const UNMATCHED_FIELDS = {
  client: 'string',
  server: 'string',
  local: 'string',
  peer: 'string',
  localPort: 'string',
  peerPort: 'string',
  clientPort: 'string', // the port of whichever end is the client
  process: 'string',
  pid: 'string',
  timer: 'string',
  timersShown: 'boolean',
  presentOn: 'string', // the input that has it
  absentOn: 'string', // the input that lacks it
  sendQBytes: 'number',
  emptyList: 'string', // the command for the other end that printed no row
  goneBy: 'string', // what says that the other machine is gone, or has no socket
  goneFor: 'string', // certain; likely, where a firewall may explain it
  connections: 'number', // how many a row stands for
  idleSec: 'number', // since its last command, as the list shows it
  matched: 'number', // how many others of the same pair of hosts are on both ends
  translation: 'string', // none, or possible: the server may have it under another address
  missing: 'number', // how many of the client's connections can't be on the server even so
} as const;
