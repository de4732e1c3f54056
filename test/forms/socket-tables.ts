/** One TCP socket of a machine, as the kernel has it. */
export interface Socket {
  state: State;
  local: string;
  localPort: number;
  remote: string;
  remotePort: number;
  recvQ?: number;
  sendQ?: number;
}

type State = 'ESTABLISHED' | 'CLOSE_WAIT' | 'FIN_WAIT2' | 'SYN_SENT' | 'TIME_WAIT';

/** Names of a state: Linux `ss`, BSD, Solaris, /proc. */
const NAMES: Readonly<Record<State, { ss: string; bsd: string; solaris: string; hex: string }>> = {
  ESTABLISHED: { ss: 'ESTAB', bsd: 'ESTABLISHED', solaris: 'ESTABLISHED', hex: '01' },
  SYN_SENT: { ss: 'SYN-SENT', bsd: 'SYN_SENT', solaris: 'SYN_SENT', hex: '02' },
  FIN_WAIT2: { ss: 'FIN-WAIT-2', bsd: 'FIN_WAIT_2', solaris: 'FIN_WAIT_2', hex: '05' },
  TIME_WAIT: { ss: 'TIME-WAIT', bsd: 'TIME_WAIT', solaris: 'TIME_WAIT', hex: '06' },
  CLOSE_WAIT: { ss: 'CLOSE-WAIT', bsd: 'CLOSE_WAIT', solaris: 'CLOSE_WAIT', hex: '08' },
};

interface Table {
  name: string;
  head: readonly string[];
  row(socket: Socket): string;
}

const queues = ({ recvQ = 0, sendQ = 0 }: Socket) => `${String(recvQ).padEnd(6)} ${String(sendQ).padEnd(6)}`;
const local = (s: Socket) => `${s.local}:${s.localPort}`;
const remote = (s: Socket) => `${s.remote}:${s.remotePort}`;
const dotted = (address: string, port: number) => `${address}.${port}`;
const linuxRow = (s: Socket, tail = '') =>
  `tcp ${String(s.recvQ ?? 0).padStart(8)} ${String(s.sendQ ?? 0).padStart(6)} ${local(s).padEnd(23)} ${remote(s).padEnd(23)} ${s.state.padEnd(11)}${tail}`;
const ssRow = (s: Socket, tail = '') =>
  `${NAMES[s.state].ss.padEnd(10)} ${queues(s)} ${local(s).padEnd(20)} ${remote(s).padEnd(20)}${tail}`;
const bsdRow = (s: Socket) =>
  `tcp4  ${String(s.recvQ ?? 0).padStart(6)} ${String(s.sendQ ?? 0).padStart(6)}  ${dotted(s.local, s.localPort).padEnd(22)} ${dotted(s.remote, s.remotePort).padEnd(22)} ${NAMES[s.state].bsd}`;

function hexAddress(address: string, port: number): string {
  const bytes = address.split('.').map((part) => Number(part).toString(16).padStart(2, '0'));
  return `${bytes.toReversed().join('')}:${port.toString(16).padStart(4, '0')}`.toUpperCase();
}

/** How tools print a list of sockets. */
export const TABLES: readonly Table[] = [
  {
    name: 'ss -tan',
    head: ['State      Recv-Q Send-Q Local Address:Port   Peer Address:Port'],
    row: (s) => ssRow(s),
  },
  {
    name: 'ss -tanp',
    head: ['State      Recv-Q Send-Q Local Address:Port   Peer Address:Port   Process'],
    row: (s) => ssRow(s, ' users:(("java",pid=811,fd=91))'),
  },
  {
    name: 'ss -tane',
    head: ['State      Recv-Q Send-Q Local Address:Port   Peer Address:Port'],
    row: (s) => ssRow(s, ' uid:1000 ino:81231 sk:1f <->'),
  },
  {
    name: 'ss -tani',
    head: ['State      Recv-Q Send-Q Local Address:Port   Peer Address:Port'],
    row: (s) => `${ssRow(s)}\n\t cubic wscale:7,7 rto:204 rtt:0.5/0.25 mss:1448 cwnd:10`,
  },
  { name: 'ss -tan, no head', head: [], row: (s) => ssRow(s) },
  {
    name: 'ss -an with Netid',
    head: ['Netid State      Recv-Q Send-Q Local Address:Port   Peer Address:Port'],
    row: (s) => `tcp   ${ssRow(s)}`,
  },
  {
    name: 'netstat -tan',
    head: [
      'Active Internet connections (servers and established)',
      'Proto Recv-Q Send-Q Local Address           Foreign Address         State      ',
    ],
    row: (s) => linuxRow(s),
  },
  {
    name: 'netstat -tanp',
    head: [
      'Active Internet connections (servers and established)',
      'Proto Recv-Q Send-Q Local Address           Foreign Address         State       PID/Program name',
    ],
    row: (s) => linuxRow(s, ' 811/java'),
  },
  { name: 'netstat -tan, no head', head: [], row: (s) => linuxRow(s) },
  {
    name: 'BusyBox',
    head: [
      'Active Internet connections (w/o servers)',
      'Proto Recv-Q Send-Q Local Address           Foreign Address         State',
    ],
    row: (s) => linuxRow(s).trimEnd(),
  },
  {
    name: 'netstat of macOS',
    head: [
      'Active Internet connections (including servers)',
      'Proto Recv-Q Send-Q  Local Address          Foreign Address        (state)',
    ],
    row: bsdRow,
  },
  {
    name: 'netstat of FreeBSD',
    head: [
      'Active Internet connections',
      'Proto Recv-Q Send-Q Local Address          Foreign Address        (state)',
    ],
    row: bsdRow,
  },
  {
    name: 'netstat of Windows',
    head: ['', 'Active Connections', '', '  Proto  Local Address          Foreign Address        State'],
    row: (s) => `  TCP    ${local(s).padEnd(22)} ${remote(s).padEnd(22)} ${NAMES[s.state].bsd}`,
  },
  {
    name: 'netstat of Solaris',
    head: [
      'TCP: IPv4',
      '   Local Address        Remote Address    Swind Send-Q Rwind Recv-Q    State',
      '-------------------- -------------------- ----- ------ ----- ------ -----------',
    ],
    row: (s) =>
      `${dotted(s.local, s.localPort).padEnd(20)} ${dotted(s.remote, s.remotePort).padEnd(20)} 49640 ${String(s.sendQ ?? 0).padStart(6)} 49640 ${String(s.recvQ ?? 0).padStart(6)} ${NAMES[s.state].solaris}`,
  },
  {
    name: 'lsof -i',
    head: ['COMMAND  PID USER   FD   TYPE DEVICE SIZE/OFF NODE NAME'],
    row: (s) => `java     811  app   91u  IPv4  81231      0t0  TCP ${local(s)}->${remote(s)} (${s.state})`,
  },
  {
    name: '/proc/net/tcp',
    head: [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
    ],
    row: (s) =>
      `   0: ${hexAddress(s.local, s.localPort)} ${hexAddress(s.remote, s.remotePort)} ${NAMES[s.state].hex} ${hex8(s.sendQ)}:${hex8(s.recvQ)} 00:00000000 00000000  1000        0 81231 1 0000000000000000 20 4 30 10 -1`,
  },
];

function hex8(bytes = 0): string {
  return bytes.toString(16).padStart(8, '0').toUpperCase();
}

/** The sockets as one tool prints them. */
export function printTable({ head, row }: Table, sockets: readonly Socket[]): string {
  return `${[...head, ...sockets.map(row)].join('\n')}\n`;
}

/** The sockets counted by state as `sort | uniq -c` prints them, with the number first or last. */
export function printCounts(sockets: readonly Socket[], order: 'number first' | 'state first'): string {
  const counts = new Map<string, number>();
  for (const { state } of sockets) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts]
    .map(([state, count]) =>
      order === 'number first' ? `${String(count).padStart(7)} ${state}\n` : `${state} ${count}\n`,
    )
    .join('');
}
