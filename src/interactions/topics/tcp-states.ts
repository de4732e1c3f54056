import type { Topic } from '../../model/topic.ts';

const RFC = 'https://www.rfc-editor.org/rfc/rfc9293#section-3.3.2';

/** The states of a TCP connection (RFC 9293, 3.3.2), as the Linux kernel names them. */
export const TCP_STATES: readonly Topic[] = [
  {
    name: 'LISTEN',
    aliases: ['listening'],
    means: 'A server waits for connections. Recv-Q is how many wait to be accepted, Send-Q how many may.',
    fine: 'One row for each port that is served, with Recv-Q near 0.',
    trouble:
      'Recv-Q at Send-Q: the program does not accept fast enough, and further clients time out or are reset.',
    look: 'ss -ltn',
    runbooks: ['syn-backlog-overflow', 'connection-refused', 'address-in-use'],
    diagram: `  client                         server
    │                              │ LISTEN   ◀── you are here
    │ ── SYN ────────────────────▶ │ SYN_RECV
    │ ◀──────────────── SYN+ACK ── │
    │ ── ACK ────────────────────▶ │ ESTABLISHED, waits in Recv-Q
    │                              │   until accept()`,
    source: RFC,
  },
  {
    name: 'SYN_SENT',
    aliases: ['syn-sent', 'synsent'],
    means:
      'This host asked for a connection and has no answer yet. It asks again after 1, 3, 7, 15 … seconds.',
    fine: 'For some milliseconds at a connect.',
    trouble:
      'Rows that stay: nothing answers, so a firewall drops the packets, the address is wrong, or the host is down. A closed port would have answered with RST.',
    look: 'ss -tn state syn-sent',
    runbooks: ['connect-timeout', 'network-path-lost'],
    diagram: `  this host                      server
    │ ── SYN ─────────────────▶ ✖  (dropped on the way)
    │ SYN_SENT   ◀── you are here
    │ ── SYN again, after 1 s ─▶ ✖
    │ ── SYN again, after 3 s ─▶ ✖
    │ ETIMEDOUT`,
    source: RFC,
  },
  {
    name: 'SYN_RECV',
    aliases: ['synrecv', 'syn_received', 'syn_rcvd'],
    means:
      'This host was asked for a connection, has answered, and waits for the last packet of the handshake.',
    fine: 'For one round trip.',
    trouble:
      'Many at once: a flood of SYNs, an accept queue that is full, or a path that loses what this host sends.',
    look: 'ss -tn state syn-recv; nstat -az TcpExtListenOverflows TcpExtListenDrops',
    runbooks: ['syn-backlog-overflow'],
    diagram: `  client                         this host
    │ ── SYN ────────────────────▶ │ LISTEN
    │ ◀──────────────── SYN+ACK ── │ SYN_RECV   ◀── you are here
    │ ── ACK ────────────────────▶ │ ESTABLISHED`,
    source: RFC,
  },
  {
    name: 'ESTABLISHED',
    aliases: ['estab'],
    means:
      'The connection is open as far as this end knows. Nothing is sent to find out whether the other end still exists, unless heartbeats or keepalive do.',
    fine: 'Open connections in use, Recv-Q and Send-Q near 0.',
    trouble:
      'The other end has no such connection (half-open), or a queue that does not drain: Recv-Q here means that this program does not read, Send-Q that the other end does not.',
    look: 'ss -tnpo state established',
    runbooks: ['half-open-connection', 'receiver-not-reading', 'sender-stalled'],
    diagram: `  this host                      other end
    │ ESTABLISHED ◀── you are here │ ESTABLISHED … or nothing at all
    │ ── data ───────────────────▶ │
    │ ◀──────────────────── data ──│`,
    source: RFC,
  },
  {
    name: 'FIN_WAIT_1',
    aliases: ['fin-wait-1', 'finwait1', 'fin_wait1'],
    means: 'This program has closed; its FIN is not acknowledged yet, or data before it is not.',
    fine: 'For one round trip.',
    trouble:
      'Rows that stay with a Send-Q: the other end does not read or is gone. The kernel gives up after tcp_orphan_retries.',
    look: 'ss -tno state fin-wait-1',
    runbooks: ['receiver-not-reading', 'network-path-lost', 'sender-stalled'],
    diagram: `  this host                      other end
    │ close()                      │ ESTABLISHED
    │ ── FIN ────────────────────▶ │
    │ FIN_WAIT_1 ◀── you are here  │
    │ ◀───────────────────── ACK ──│ CLOSE_WAIT`,
    source: RFC,
  },
  {
    name: 'FIN_WAIT_2',
    aliases: ['fin-wait-2', 'finwait2', 'fin_wait2'],
    means: 'This program has closed, the other end knows, and has not closed itself.',
    fine: 'Until the other program closes too; without an owner for 60 s (tcp_fin_timeout).',
    trouble: 'Many that stay: the other end leaks sockets, where they stand in CLOSE_WAIT.',
    look: 'ss -tnpo state fin-wait-2',
    runbooks: ['fin-wait-2-stuck', 'close-wait-leak'],
    diagram: `  this host                      other end
    │ ── FIN ────────────────────▶ │
    │ ◀───────────────────── ACK ──│ CLOSE_WAIT
    │ FIN_WAIT_2 ◀── you are here  │   its program must close()
    │ ◀───────────────────── FIN ──│ LAST_ACK
    │ TIME_WAIT                    │`,
    source: RFC,
  },
  {
    name: 'CLOSE_WAIT',
    aliases: ['close-wait', 'closewait'],
    means:
      'The other end has closed. The kernel has told this program (its read gave 0 bytes) and waits, without any time-out, for it to call close().',
    fine: 'For the moment between the two.',
    trouble:
      'A number that grows: this program never closes what its peer closed, such as a connection left out of a pool or a transaction without rollback. No kernel setting ends it; a restart only hides it.',
    look: "ss -tnp state close-wait | sed 's/,fd=[0-9]*//g' | awk 'NR>1 {print $NF}' | sort | uniq -c | sort -rn",
    runbooks: ['close-wait-leak', 'database-connection-leak', 'connection-pool-exhausted'],
    diagram: `  this host                      other end
    │ ESTABLISHED                  │ close()
    │ ◀───────────────────── FIN ──│ FIN_WAIT_1
    │ ── ACK ────────────────────▶ │ FIN_WAIT_2
    │ CLOSE_WAIT ◀── you are here  │
    │   program must close()       │
    │ ── FIN ────────────────────▶ │ TIME_WAIT
    │ LAST_ACK                     │`,
    source: RFC,
  },
  {
    name: 'CLOSING',
    aliases: [],
    means:
      'Both ends closed in the same moment: both have sent FIN, and this one waits for its acknowledgement.',
    fine: 'For one round trip; it is rare.',
    trouble: 'Rows that stay: packets are lost on the path.',
    look: 'ss -tno state closing',
    runbooks: ['network-path-lost'],
    diagram: `  this host                      other end
    │ ── FIN ─────────╮ ╭── FIN ── │
    │ ◀───────────────┼─╯          │
    │ CLOSING         ╰──────────▶ │ CLOSING
    │  ▲── you are here            │`,
    source: RFC,
  },
  {
    name: 'LAST_ACK',
    aliases: ['last-ack', 'lastack'],
    means: 'The other end closed first, this program has closed too, and its FIN is not acknowledged yet.',
    fine: 'For one round trip.',
    trouble: 'Rows that stay: the other end is gone or unreachable.',
    look: 'ss -tno state last-ack',
    runbooks: ['network-path-lost'],
    diagram: `  this host                      other end
    │ ◀───────────────────── FIN ──│ FIN_WAIT_1
    │ CLOSE_WAIT, then close()     │
    │ ── FIN ────────────────────▶ │
    │ LAST_ACK ◀── you are here    │ TIME_WAIT
    │ ◀───────────────────── ACK ──│`,
    source: RFC,
  },
  {
    name: 'TIME_WAIT',
    aliases: ['time-wait', 'timewait'],
    means:
      'This end closed first. For 60 s (fixed in Linux) the kernel keeps the pair of addresses and ports, so that late packets disturb no new connection.',
    fine: 'Any number, as long as ports are left: it costs little memory and belongs to no process.',
    trouble:
      'Near the size of ip_local_port_range to one destination: connects fail with “Cannot assign requested address”. Connections are opened and closed too often; keep them open.',
    look: "ss -tn state time-wait | awk '{print $4}' | sort | uniq -c | sort -rn | head; sysctl net.ipv4.ip_local_port_range",
    runbooks: ['time-wait-buildup', 'ephemeral-port-exhaustion', 'connection-churn'],
    diagram: `  this host                      other end
    │ close()                      │
    │ ── FIN ────────────────────▶ │
    │ ◀─────────────── ACK, FIN ── │ LAST_ACK
    │ ── ACK ────────────────────▶ │
    │ TIME_WAIT ◀── you are here   │ (gone)
    │   for 60 s                   │`,
    source: RFC,
  },
  {
    name: 'CLOSE',
    aliases: ['closed', 'unconn'],
    means:
      'There is no connection: the socket was made and not connected yet, or its connection has ended. ss shows UDP sockets this way too, as UNCONN.',
    fine: 'UDP sockets, and a socket between its making and its connect().',
    trouble:
      'Many TCP rows that stay: a program makes sockets and neither connects nor closes them, and holds a file descriptor for each.',
    look: 'ss -tanp state closed; ls /proc/<pid>/fd | wc -l',
    runbooks: ['file-descriptor-exhaustion'],
    diagram: `  this host                      other end
    │ socket()                     │
    │ CLOSE      ◀── you are here  │
    │ connect() ── SYN ──────────▶ │
    │ SYN_SENT                     │`,
    source: RFC,
  },
];
