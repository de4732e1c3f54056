import { FLOW_FIELDS } from './flow-fields.ts';
import { LOG_FIELDS } from './log-fields.ts';
import { UNMATCHED_FIELDS, UNTRACKED_FIELDS } from './missing-fields.ts';
import { STATE_COUNT_FIELDS } from './state-count-fields.ts';
import { TREND_FIELDS } from './trend-fields.ts';

/** A field's value. Durations, sizes and counts are numbers in the unit their name ends with; all else stays as printed. */
export type FieldValue = string | number | boolean;

type FieldType = 'string' | 'number' | 'boolean';

/**
 * Every field an observation of a kind may carry. Readers fill them, runbooks name them in `where`, `per` and `{blanks}`;
 * a name that is not here is a fault in the runbook, found when it is loaded.
 */
export const FIELDS = {
  /** A log record, an exception with its stack trace, or a bare message. */
  log: LOG_FIELDS,
  /** One socket of a connection table. Addresses stay exactly as printed. */
  connection: {
    snapshot: 'string', // which snapshot of which input: rows of one table share it
    source: 'string', // tool that printed the row: ss, netstat, lsof, proc-net-tcp, conntrack …; only tables of one tool compare over time
    command: 'string', // command line shown above the table: a different filter is not a later snapshot
    protocol: 'string', // tcp, tcp6, udp …
    state: 'string', // kernel name: ESTABLISHED SYN_SENT SYN_RECV FIN_WAIT1 FIN_WAIT2 TIME_WAIT CLOSE CLOSE_WAIT LAST_ACK LISTEN CLOSING; Windows has BOUND as well
    recvQBytes: 'number', // of a LISTEN row: connections waiting for accept()
    sendQBytes: 'number', // of a LISTEN row: the backlog limit
    backlogFree: 'number', // of a LISTEN row: how many more may wait for accept(); the kernel drops what comes when it is below 0
    unreplied: 'boolean', // conntrack: nothing came back through this machine
    local: 'string', // address:port
    localAddress: 'string',
    localPort: 'string', // number or service name, as printed
    peer: 'string',
    peerAddress: 'string',
    peerPort: 'string',
    translatedLocal: 'string', // conntrack: `local` as the server sees it, and `peer` as the server itself has it, where a translation changed them
    translatedPeer: 'string',
    process: 'string',
    pid: 'string',
    fd: 'string',
    user: 'string',
    timer: 'string', // on, keepalive, timewait, persist, off (netstat says off; ss prints no timer: then absent)
    timersShown: 'boolean', // this table prints timers, so a missing one means none is armed
    timerSec: 'number',
    timerCount: 'number', // retransmissions or probes so far
    retransmits: 'number', // from ss -i
    lastReceivedMs: 'number', // ss -i lastrcv
    receivedBytes: 'number', // ss -i bytes_received, since the connection began
    lastSentMs: 'number', // ss -i lastsnd
  },
  /** Sockets counted by state, from any tool. One observation per state and snapshot. */
  'state-count': STATE_COUNT_FIELDS,
  /** A kernel or broker counter: `name` without prefix (ListenOverflows, ListenDrops, TCPAbortOnTimeout …); `total` adds up its periods. */
  counter: { name: 'string', value: 'number', host: 'string', of: 'string', total: 'number' },
  /** One side of something limited, as a product prints it: what is in use, what is left, or how much may be. Sizes are in bytes. */
  figure: {
    resource: 'string', // descriptors, sockets, connections, channels, memory, disk-space, conntrack-entries, ports (source ports of a gateway)
    side: 'string', // used, free, limit
    value: 'number',
    product: 'string',
    of: 'string', // what has it: a node, a mounted file system
  },
  /** Derived: what is in use, or left, of something limited, beside its limit. */
  usage: {
    resource: 'string', // as of a figure; conntrack-entries as well
    used: 'number',
    free: 'number', // where the limit is the least that must stay free
    limit: 'number',
    percent: 'number', // of the limit in use; 100 where it is reached
    product: 'string',
    of: 'string',
    earlier: 'boolean', // it was counted again later
  },
  /** Derived: how long a connection may be quiet, beside how long it is. */
  'idle-limit': {
    limit: 'string', // the setting that ends it: timeout_client_sec, proxy_timeout, idle_timeout_sec …; heartbeat
    limitSec: 'number',
    every: 'string', // the setting by which something is sent: heartbeat, mqtt_keepalive, tcp_keepalive_time; sleep, by which nothing is
    everySec: 'number',
    ratio: 'number', // everySec / limitSec: above 1 it is cut
  },
  /** Derived: the pause of a client's log before its first record of trouble. */
  pause: {
    pauseSec: 'number',
    isBusy: 'boolean', // it worked on something meanwhile
    wentOn: 'boolean', // it worked again soon after
    library: 'string', // whose record of trouble it is
  },
  /** A configuration value in force. */
  setting: {
    name: 'string', // heartbeat, keepalive, tcp_keepalive_time_sec, ip_local_port_range, disk_free_limit …: see observe/config
    value: 'number', // numeric value, in the unit of the name
    text: 'string', // value as written
    product: 'string',
    library: 'string',
    port: 'number',
  },
  /** One TCP connection rebuilt from captured packets. */
  flow: FLOW_FIELDS,
  /** A connection on which a program waits, as its own log and a dump of its threads say. */
  'waiting-connection': { local: 'string', peer: 'string' },
  /** A list of connections that a command printed, without a row. */
  'empty-list': {
    listed: 'string', // sockets of a machine, clients of a server, tracked by a gateway
    product: 'string', // of a list of clients: as of a broker-connection
    command: 'string',
    filter: 'string', // what every row has to have: address:10.0.0.5 port:41734 local-port:5432 peer-address:10.0.0.9
    isNarrow: 'boolean', // more was asked for, such as a user or a word
    host: 'string', // the machine that the prompt names
    hostLines: 'string', // which lines of its input are of that machine: 3-9 20-24
    isAmongHosts: 'boolean', // the prompts of its input name several
    addresses: 'string', // all that its input shows
  },
  /** A machine that can't have the other end of a connection. */
  'gone-peer': {
    of: 'string', // its address, or a name as a list of clients shows it
    says: 'string', // the line that says so
    isSure: 'boolean', // nothing else explains it; a firewall may eat pings
  },
  /** An address or a name in the output of a command that lists connections. */
  'listed-peer': { of: 'string', rows: 'number', command: 'string' },
  /** Derived: an ESTABLISHED socket that a gateway's list of tracked connections does not have, though it has others of the same two. */
  'untracked-connection': UNTRACKED_FIELDS,
  /** Derived: an ESTABLISHED socket of one end that the other end's table does not have. */
  'unmatched-connection': UNMATCHED_FIELDS,
  /** Derived: one connection of a machine's latest look, over all its looks and at both ends. Only what waits, or was seen twice. */
  'connection-history': {
    local: 'string',
    peer: 'string',
    process: 'string',
    pid: 'string',
    state: 'string',
    looks: 'number', // how many looks in a row, the latest included, have it in this state
    overSec: 'number', // between the first and the last of these
    recvQBytes: 'number',
    recvQFirstBytes: 'number', // at the first look that has the connection; so sendQFirstBytes
    sendQBytes: 'number',
    sendQFirstBytes: 'number',
    growing: 'string', // send, recv: the queue that grew from look to look and never shrank
    drained: 'string', // send, recv: the queue of which most was gone in a later look; recv also where its program read as much as waits meanwhile
    timer: 'string',
    timersShown: 'boolean',
    timerCount: 'number',
    lastReceivedMs: 'number',
    otherEnd: 'string', // same, translated: how the other end's table has it; absent: it lacks it; unknown: no table of it was given
    otherState: 'string',
    otherRecvQBytes: 'number',
    otherSendQBytes: 'number',
  },
  /** Derived: how the number of sockets in a state, or of something limited, changed over snapshots. */
  trend: TREND_FIELDS,
  /** Derived: all sockets in one state of one host, over all tools that counted them. */
  'state-total': {
    state: 'string',
    count: 'number',
    established: 'number',
    perEstablished: 'number', // count / established (none counts as half a socket); absent where established is not known
    total: 'number',
    pid: 'string', // of the process that has most of them, where they were counted by process
    host: 'string',
    portRange: 'number', // local ports the host may use, when known
    portShare: 'number', // count / portRange
  },
  /** Derived: the local ports that a machine's connections to one destination hold, or that its own clients leave in TIME_WAIT. */
  'port-budget': {
    state: 'string', // TIME_WAIT
    side: 'string', // connecting, or accepting: there they use no local port
    local: 'string', // the address that connects, or the address and port that accepts
    peer: 'string', // of a connecting side: the destination
    count: 'number', // sockets in TIME_WAIT
    held: 'number', // in any state
    portRange: 'number', // local ports there are for one destination; 28,232 where the range is not known
    portShare: 'number', // held / portRange
    left: 'number',
    reuse: 'string', // tcp_tw_reuse: off, loopback, on; absent where it is not known
    perSec: 'number', // how many connections end in a second
    needed: 'number', // how many ports hold these at a time, 60 s each
    inSec: 'number', // how long until no port is left, at the present rate; absent where the rate leaves some
    budget: 'string', // the same in words
  },
  /** One connection as the broker reports it (management API, rabbitmqctl list_connections, CLIENT LIST, connz). */
  'broker-connection': {
    product: 'string', // redis, nats, mqtt; absent of RabbitMQ
    name: 'string',
    client: 'string',
    server: 'string',
    clientName: 'string',
    user: 'string',
    vhost: 'string',
    library: 'string',
    timeoutSec: 'number',
    state: 'string', // running, blocked, blocking, flow …
    channels: 'number',
    sendPendingBytes: 'number',
    idleSec: 'number', // of Redis: since its last command
    outputBufferBytes: 'number', // of Redis: replies that the client has not read
    subscriptions: 'number', // of Redis: channels and patterns
    connectedAtMs: 'number',
  },
  /** One queue as the broker reports it. */
  queue: {
    queue: 'string',
    vhost: 'string',
    messages: 'number',
    ready: 'number',
    unacknowledged: 'number',
    consumers: 'number',
    state: 'string',
  },
  /** A container that a signal ended, as Kubernetes or Docker tells it. */
  'container-end': {
    of: 'string', // its name and its image, as far as they are told
    exitCode: 'number', // 128 and the number of the signal
    reason: 'string', // OOMKilled, Error …
    restarts: 'number', // how often it was started again
  },
  /** One database session (processlist, pg_stat_activity, ps). */
  session: {
    product: 'string',
    id: 'string',
    user: 'string',
    database: 'string',
    client: 'string',
    state: 'string', // active, idle, idle in transaction, Sleep, Query …
    idleSec: 'number',
    transactionAge: 'string', // as it is printed
    application: 'string',
  },
  /** A pool of connections as a pooler or a metric shows it. */
  pool: {
    pool: 'string',
    database: 'string',
    user: 'string',
    poolWaiting: 'number', // callers that wait for a connection
    poolActive: 'number', // connections in use
    poolIdle: 'number', // open and free
    poolMax: 'number', // at most
    poolMode: 'string', // of a pooler: session, transaction, statement
    waitSec: 'number', // how long the first of them has waited
  },
  /** What a person tells in prose of their own trouble; see knowledge/tellings.yml. Numbers only where they are told. */
  telling: {
    event: 'string', // one of knowledge/events.yml
    sentence: 'string', // the sentence that tells most of it
    agreement: 'number', // how many further circumstances agree
    beside: 'string', // other sentences of the report that give figures
    likeness: 'number', // where it is like other reports as a whole: how much rather than like the next, or like one of no trouble
    count: 'number', // of sockets, connections, messages
    limit: 'number',
    active: 'number', // how many of them are in use, or known to the other end
    pool: 'number', // connections a process may open
    processes: 'number',
    everySec: 'number',
    idleSec: 'number',
    workSec: 'number', // how long one message or statement took
    limitSec: 'number',
    sizeBytes: 'number',
    queue: 'string',
  },
  /** What a cluster says of itself (cluster_status): one per statement. */
  cluster: {
    statement: 'string', // partition, node-down, memory-alarm, disk-alarm, descriptor-alarm, vhost-stopped, permission-missing …
    node: 'string',
    nodes: 'string',
    count: 'number',
    vhost: 'string',
    user: 'string',
    lacks: 'string', // of a user: configure, write, read
  },
} as const satisfies Record<string, Record<string, FieldType>>;

export type ObservationKind = keyof typeof FIELDS;
