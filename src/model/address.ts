const GROUP = /^[0-9a-f]{0,4}$/i;
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/**
 * The address or host name of an end such as `10.0.0.1:5672`, `[2001:db8::1]:5672`, `2001:db8::1` or `mq-1:5672`, without its
 * port. IPv6 addresses come back as `plainAddress` writes them. A port after a bare IPv6 address is ambiguous (RFC 5952,
 * section 6): up to four digits are read as the last group of the address, five digits as a port.
 */
export function addressOf(end: string): string {
  const closing = end.startsWith('[') ? end.indexOf(']') : -1;
  const whole = closing > 0 ? end.slice(1, closing) : end;
  if (closing > 0 || isIpv6(whole)) return isIpv6(whole) ? plainAddress(whole) : whole;
  const colon = whole.lastIndexOf(':');
  const host = colon < 0 ? whole : whole.slice(0, colon);
  return isIpv6(host) ? plainAddress(host) : host;
}

/**
 * An IP address that is comparable over tools and machines: lower case, without brackets and zone, and an IPv4-mapped one as
 * IPv4, so that `[::ffff:10.0.0.1]` equals `10.0.0.1`.
 */
export function plainAddress(printed: string): string {
  const opened = printed.startsWith('[') ? printed.slice(1) : printed;
  const closed = opened.endsWith(']') ? opened.slice(0, -1) : opened;
  const [address = ''] = closed.toLowerCase().split('%', 1);
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address;
}

/** Whether a text is an IPv6 address without brackets; a zone (`%eth0`) may follow it. */
function isIpv6(text: string): boolean {
  // Nearly all ends are IPv4 with a port, and every hit asks: fewer than two colons need no closer look.
  if (text.indexOf(':') === text.lastIndexOf(':')) return false;
  const [address = ''] = text.split('%', 1);
  const groups = address.split(':');
  const last = groups.pop() ?? '';
  if (address.includes(':::') || !groups.every((group) => GROUP.test(group))) return false;
  if (!GROUP.test(last) && !IPV4.test(last)) return false;
  const count = groups.length + (IPV4.test(last) ? 2 : 1);
  return address.includes('::') ? count <= 9 : count === 8 && last !== '' && !groups.includes('');
}
