import type { Topic } from '../../model/topic.ts';

/** Words of the field beside the states of TCP. */
export const WORDS: readonly Topic[] = [
  {
    name: 'half-open',
    aliases: ['half open', 'halfopen', 'half-open connection', 'dead peer'],
    means:
      'One end has the connection, the other has not: it crashed, was cut off, or something between forgot the flow. The end that only reads never learns of it.',
    fine: 'Never for long: a heartbeat, a keepalive or the next write ends it.',
    trouble:
      'A worker that is up, shows ESTABLISHED and gets no messages, because the broker has no such connection.',
    look: "on both hosts: ss -tnpo | grep ':5672'; rabbitmqctl list_connections name peer_host peer_port timeout",
    runbooks: ['half-open-connection', 'heartbeat-disabled', 'keepalive-disabled'],
    diagram: `  worker                         broker
    │ ESTABLISHED                  │ (crashed, or the flow was cut)
    │ waits for messages           │ knows of no connection
    │        nothing is ever sent, so nothing ever fails
    │ ── heartbeat ──────────────▶ │
    │ ◀───────────────────── RST ──│ now the worker knows`,
    source: 'https://www.rfc-editor.org/rfc/rfc9293#section-3.5.1',
  },
  {
    name: 'heartbeat',
    aliases: ['heartbeats', 'amqp heartbeat', 'missed heartbeats'],
    means:
      'A small frame that both ends of an AMQP connection send when they have nothing else to say, at half of the negotiated time-out. Any byte counts as life.',
    fine: 'Between 5 and 60 s. The value is negotiated: most clients take the lower of both, so asking for more changes nothing.',
    trouble:
      'Off (0): nobody notices a dead peer. Missed: the client’s thread or event loop was busy, or packets were lost; the broker closes after two to three time-outs of silence.',
    look: 'rabbitmqctl list_connections name timeout',
    runbooks: ['missed-heartbeats', 'heartbeat-disabled', 'server-heartbeat-lost'],
    diagram: `  client (busy: 100 % CPU)       broker, timeout 60 s
    │ ✖ no heartbeat               │  0 s  last byte
    │ ✖ no heartbeat               │ 60 s  first silent check
    │ ✖ no heartbeat               │ 120 … 180 s  second: closes
    │ ◀───────────────────── RST ──│ “missed heartbeats from client”
    │ next ack: EPIPE              │`,
    source: 'https://www.rabbitmq.com/docs/heartbeats',
  },
  {
    name: 'keepalive',
    aliases: ['tcp keepalive', 'keep-alive', 'so_keepalive', 'tcp_keepalive_time', 'keep alive'],
    means:
      'The kernel’s own probe of a quiet connection, off unless the program asks for it (SO_KEEPALIVE). Linux waits 7200 s before the first one.',
    fine: 'On, with a first probe well below the shortest idle time-out on the path (NAT gateway and NLB: 350 s).',
    trouble:
      'Off, or at two hours: a NAT, firewall or balancer forgets the flow long before, and a subscriber that only reads goes deaf.',
    look: 'ss -tno | grep -c keepalive; sysctl net.ipv4.tcp_keepalive_time',
    runbooks: ['keepalive-disabled', 'idle-connection-dropped', 'half-open-connection'],
    diagram: `  subscriber       NAT, balancer          broker
    │ ◀──── message ─────┼────────────────── │   0 s
    │                    │ forgets the flow  │ 350 s
    │  deaf              ✖ ◀──── message ─── │ 400 s, lost
    │ ── probe ────────▶ ✖                   │ 7200 s: far too late`,
    source: 'https://man7.org/linux/man-pages/man7/tcp.7.html',
  },
  {
    name: 'Recv-Q',
    aliases: ['recv-q', 'recvq', 'recv_q', 'receive queue'],
    means:
      'Bytes that the kernel has received and the program has not read. On a LISTEN row: connections that wait for accept().',
    fine: '0, or a number that changes between two looks.',
    trouble:
      'The same high number twice: the program does not read. Its peer’s Send-Q fills next, and then the peer hangs in its write.',
    look: "ss -tnp | awk '$2 > 0'; sleep 5; ss -tnp | awk '$2 > 0'",
    runbooks: ['receiver-not-reading', 'publisher-blocked'],
    diagram: `  sender                         receiver
    write() ─▶ [ Send-Q ] ══════▶ [ Recv-Q ] ─▶ read()
                                      ▲
                        grows while the program does not read`,
    source: 'https://man7.org/linux/man-pages/man8/ss.8.html',
  },
  {
    name: 'Send-Q',
    aliases: ['send-q', 'sendq', 'send_q', 'send queue'],
    means: 'Bytes that the program has written and the other end has not acknowledged.',
    fine: '0, or a number that changes between two looks.',
    trouble:
      'The same high number twice. With timer “persist” the other end’s window is closed: it does not read. With timer “on” packets get no answer: the path or the host is gone.',
    look: "ss -tno | awk '$3 > 0'",
    runbooks: ['receiver-not-reading', 'sender-stalled', 'network-path-lost'],
    diagram: `  sender                         receiver
    write() ─▶ [ Send-Q ] ══════▶ [ Recv-Q ] ─▶ read()
                   ▲
       grows while nothing is acknowledged`,
    source: 'https://man7.org/linux/man-pages/man8/ss.8.html',
  },
  {
    name: 'RST',
    aliases: ['reset', 'connection reset', 'econnreset', 'connection reset by peer', 'connection-reset'],
    means:
      'A packet that ends a connection at once: what was in flight is lost, and the next read or write fails with ECONNRESET or EPIPE.',
    fine: 'From a program that ends with unread data, or a port scan.',
    trouble:
      'A broker closes this way after missed heartbeats; balancers and NAT gateways do for flows they have forgotten; a host does for connections it never had.',
    look: "tcpdump -ni any 'tcp[tcpflags] & tcp-rst != 0 and port 5672'",
    runbooks: [
      'connection-reset',
      'idle-connection-dropped',
      'missed-heartbeats',
      'write-to-closed-connection',
    ],
    diagram: `  client                         server
    │ ── data ───────────────────▶ │ knows of no such connection
    │ ◀───────────────────── RST ──│
    │ ECONNRESET; the next write:  │
    │ EPIPE                        │`,
    source: 'https://www.rfc-editor.org/rfc/rfc9293#section-3.5.2',
  },
  {
    name: 'memory alarm',
    aliases: [
      'alarm',
      'memory-alarm',
      'disk alarm',
      'blocked',
      'connection.blocked',
      'flow control',
      'publisher hangs',
    ],
    means:
      'A RabbitMQ node is above its memory watermark or below its free disk, and stops reading from the sockets of all who publish, on every node of the cluster.',
    fine: 'Never: it clears only when the queues drain or resources are added.',
    trouble:
      'Publishers hang in their write without any error, unless they listen for connection.blocked. A connection that publishes and consumes does not get its acks through either.',
    look: 'rabbitmq-diagnostics alarms; rabbitmqctl list_connections name state',
    runbooks: ['memory-alarm', 'disk-alarm', 'publisher-blocked'],
    diagram: `  publisher                      broker: alarm
    write() ─▶ [ Send-Q full ] ═╳═ [ Recv-Q full ]   read() ✖
       ▲                                              ▲
     hangs here                     stopped reading on purpose`,
    source: 'https://www.rabbitmq.com/docs/alarms',
  },
];
