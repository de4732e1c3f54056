/** The fields of a `flow`: one TCP connection rebuilt from captured packets. `client` is who sent the SYN, or the higher port. */
export const FLOW_FIELDS = {
  client: 'string',
  server: 'string',
  packets: 'number',
  durationSec: 'number',
  established: 'boolean', // SYN, SYN-ACK seen, or data both ways
  synCount: 'number',
  synAnswered: 'boolean',
  synAckUnanswered: 'number', // SYN-ACKs sent when the client's ACK never came
  closedBy: 'string', // client, server: who sent the first FIN or RST
  closedWith: 'string', // FIN, RST
  closedAfterSec: 'number', // how long neither had sent payload then
  idleClosedSec: 'number', // the same where the server closed for that: a length that somebody sets as a limit
  idleLimitOf: 'string', // what has such an idle limit by default: AWS NAT gateway, IPVS …; of a close, or of a silence after which nothing was answered
  thenUnanswered: 'number', // SYNs of the same client to the same server that nobody answered, after bytes here were sent again in vain
  thenConnected: 'number', // connections that the same client opened to the same server after it had sent something here in vain
  unknownTo: 'string', // client, server: who answered payload with an RST that says it has no such connection
  local: 'string', // of such a connection: the end that still has it, and the one that has not
  peer: 'string',
  peerPort: 'string',
  presentOn: 'string', // their machines
  absentOn: 'string',
  staleAckBy: 'string', // client, server: who answered a SYN with an acknowledgement of an older connection on these ports
  staleAck: 'number', // what it acknowledged
  rstSeq: 'number', // sequence number of that RST: what the other end had acknowledged
  resetInUseBy: 'string', // client, server: who answered payload with RST in the middle of a conversation
  finBy: 'string', // client, server, both
  finAckedOnlyBy: 'string', // who acknowledged a FIN but never sent its own
  finAckDelaySec: 'number', // how long after the FIN: a delayed acknowledgement (40 ms and more) is the kernel's alone
  finUnansweredSec: 'number', // since then, to the end of the capture; from its last payload where it still sent some
  rejected: 'string', // request, answer: what a security group or network ACL did not let through
  rstBy: 'string', // client, server
  rstAfterSilenceSec: 'number', // silence before the packet that the RST answers
  longestSilenceSec: 'number',
  retransmits: 'number',
  unansweredBy: 'string', // client, server: who sent last, and again, and got nothing back
  unansweredResends: 'number', // how often it sent the same bytes again since it last heard the other end
  unansweredProbes: 'number', // keepalive probes since then
  unansweredSec: 'number', // from the first of these to its RST, else to the end of the capture
  unansweredAfterSec: 'number', // silence before the first of these
  quietSec: 'number', // silence before a packet that was answered by an RST, or by nothing
  zeroWindowBy: 'string',
  heartbeatBy: 'string', // client, server, both: small periodic frames
  heartbeatEverySec: 'number',
  heartbeatMissedBy: 'string', // client, server: whose heartbeats stopped
  heartbeatMissedSec: 'number', // how long it had sent nothing when the other closed, or when the capture ends
  heartbeatEnded: 'string', // how the other closed: RST, FIN; absent while it is open
  protocol: 'string', // amqp, mqtt, postgresql, mysql, redis, nats: as its first payload says, else its port
  agreedSec: 'number', // silence after which a peer may be dropped, as the capture shows that they agreed: heartbeat, keep alive; 0 is never
  clientName: 'string', // MQTT client id
  goodbyeBy: 'string', // client, server: who took leave as the protocol demands before it closed
  reconnects: 'number', // further flows of the same client address to the same server, each from a new port
} as const;
