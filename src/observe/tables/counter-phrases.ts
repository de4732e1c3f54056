/**
 * The kernel's counter name for each sentence of `netstat -s`, without the number: net-tools statistics.c (with the
 * spellings of its older releases), BSD and macOS netstat, and the `Name = 12` list of Windows.
 */
const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'active connection openings': 'ActiveOpens',
    'active connections openings': 'ActiveOpens',
    'passive connection openings': 'PassiveOpens',
    'failed connection attempts': 'AttemptFails',
    'connection resets received': 'EstabResets',
    'connections established': 'CurrEstab',
    'segments received': 'InSegs',
    'segments sent out': 'OutSegs',
    'segments send out': 'OutSegs',
    'segments retransmitted': 'RetransSegs',
    'segments retransmited': 'RetransSegs',
    'bad segments received': 'InErrs',
    'resets sent': 'OutRsts',
    'syn cookies sent': 'SyncookiesSent',
    'syn cookies received': 'SyncookiesRecv',
    'invalid syn cookies received': 'SyncookiesFailed',
    'resets received for embryonic syn_recv sockets': 'EmbryonicRsts',
    'packets pruned from receive queue because of socket buffer overrun': 'PruneCalled',
    'tcp sockets finished time wait in fast timer': 'TW',
    'time wait sockets recycled by time stamp': 'TWRecycled',
    'times the listen queue of a socket overflowed': 'ListenOverflows',
    'listen queue overflows': 'ListenOverflows',
    'syns to listen sockets dropped': 'ListenDrops',
    'syns to listen sockets ignored': 'ListenDrops',
    'fast retransmits': 'TCPFastRetrans',
    'retransmits in slow start': 'TCPSlowStartRetrans',
    'other tcp timeouts': 'TCPTimeouts',
    timeouts: 'TCPTimeouts',
    'connections reset due to unexpected data': 'TCPAbortOnData',
    'connections reset due to early user close': 'TCPAbortOnClose',
    'connections aborted due to memory pressure': 'TCPAbortOnMemory',
    'connections aborted due to timeout': 'TCPAbortOnTimeout',
    'connections aborted after user close in linger timeout': 'TCPAbortOnLinger',
    'times unable to send rst due to no memory': 'TCPAbortFailed',
    'connections dropped by rexmit timeout': 'TCPAbortOnTimeout',
    'connections dropped by keepalive': 'KeepaliveDrops',
    'keepalive probes sent': 'TCPKeepAlive',
    'keepalive timeouts': 'KeepaliveTimeouts',
    'active opens': 'ActiveOpens',
    'passive opens': 'PassiveOpens',
    'reset connections': 'EstabResets',
    'current connections': 'CurrEstab',
  }),
);

/** One counter: the kernel's name and its value since boot. */
export interface Counted {
  name: string;
  value: number;
}

/**
 * Reads one line of `netstat -s`: `352 times the listen queue of a socket overflowed`, `TCPKeepAlive: 12`,
 * `Reset Connections = 4`. Undefined when the line is no counter known by a kernel name.
 */
export function counterPhrase(text: string): Counted | undefined {
  const line = text.slice(0, 160).trim();
  const sentence = /^(\d{1,20}) (\D.{0,100})$/.exec(line);
  if (sentence !== null) {
    const name = NAMES.get((sentence[2] ?? '').toLowerCase());
    return name === undefined ? undefined : { name, value: Number(sentence[1]) };
  }
  const named = /^(TCP[A-Z]\w{2,40}): (\d{1,20})$/.exec(line);
  if (named !== null) return { name: named[1] ?? '', value: Number(named[2]) };
  const equals = /^([A-Z][A-Za-z ]{3,40}?)\s*= (\d{1,20})$/.exec(line);
  const name = NAMES.get((equals?.[1] ?? '').toLowerCase());
  return name === undefined ? undefined : { name, value: Number(equals?.[2]) };
}
