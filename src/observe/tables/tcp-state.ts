/** Spellings, stripped of all but letters and digits, that are not simply the kernel's own name without its underscore. */
const SPELLINGS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ESTABLISHED: 'ESTABLISHED',
    ESTAB: 'ESTABLISHED',
    SYNSENT: 'SYN_SENT',
    SYNSENT2: 'SYN_SENT',
    SYNRECV: 'SYN_RECV',
    SYNRCVD: 'SYN_RECV',
    SYNRECEIVED: 'SYN_RECV',
    NEWSYNRECV: 'SYN_RECV',
    FINWAIT1: 'FIN_WAIT1',
    FINWAIT2: 'FIN_WAIT2',
    TIMEWAIT: 'TIME_WAIT',
    CLOSED: 'CLOSE',
    CLOSE: 'CLOSE',
    UNCONN: 'CLOSE',
    CLOSEWAIT: 'CLOSE_WAIT',
    LASTACK: 'LAST_ACK',
    LISTEN: 'LISTEN',
    LISTENING: 'LISTEN',
    CLOSING: 'CLOSING',
    BOUND: 'BOUND',
    HERGESTELLT: 'ESTABLISHED',
    VERBUNDEN: 'ESTABLISHED',
    ABHÖREN: 'LISTEN',
    WARTEND: 'TIME_WAIT',
    SCHLIESSENWARTEN: 'CLOSE_WAIT',
  }),
);

/**
 * The kernel's name (net/ipv4/tcp.c, `TIME_WAIT`) for a state as any tool spells it: `TIME-WAIT` of ss,
 * `FIN_WAIT_2` of BSD and Windows, `SYN_RCVD`, `LISTENING`, `close_wait` of exporters, German Windows and net-tools, and `Bound` of Windows
 * alone, a local port taken and not connected. Undefined when it is not a state.
 */
export function kernelState(printed: string): string | undefined {
  if (printed.length < 5 || printed.length > 20) return undefined;
  return SPELLINGS.get(printed.toUpperCase().replace(/[_\s-]/g, ''));
}
