/** One end of a socket: `text` is address:port, the address and the port (a number, a service name or `*`) as printed. */
export interface Endpoint {
  text: string;
  address: string;
  port: string;
}

/** People mask a port before they paste a table: `<port>`, `XXXX`. */
const PORT = /^(?:\d{1,5}|\*|[A-Za-z][\w.+-]{0,40}|<[\w -]{1,40}>)$/;

function splitAt(printed: string, at: number): Endpoint | undefined {
  if (at < 1 || printed.includes('=')) return undefined;
  const address = printed.slice(0, at);
  const port = printed.slice(at + 1);
  if (!PORT.test(port)) return undefined;
  return { text: `${address}:${port}`, address, port };
}

/** Reads `10.0.0.1:5672`, `[::1]:5672`, `:::22`, `*:amqp`, `10.0.0.1%eth0:68`: the port stands after the last colon. */
export function endpoint(printed: string): Endpoint | undefined {
  if (printed.length > 300) return undefined;
  return splitAt(printed, printed.lastIndexOf(':'));
}

/** Reads the form of BSD, macOS and Solaris, where a dot joins the port on: `10.0.0.1.5672`, `::1.5672`, `*.*`. */
export function dottedEndpoint(printed: string): Endpoint | undefined {
  if (printed.length > 300) return undefined;
  return splitAt(printed, printed.lastIndexOf('.'));
}

/** Both ends of a socket as fields of a `connection`. */
export function endFields(local: Endpoint, peer: Endpoint) {
  return {
    local: local.text,
    localAddress: local.address,
    localPort: local.port,
    peer: peer.text,
    peerAddress: peer.address,
    peerPort: peer.port,
  };
}

/** The end that a row still shows whose other end was cut off, or lies in a column that was left out. */
export function localFields(local: Endpoint) {
  return { local: local.text, localAddress: local.address, localPort: local.port };
}

/** An address and its port as one text, with brackets around an IPv6 address: `10.0.0.1:5672`, `[2001:db8::1]:5672`. */
export function joinEndpoint(address: string, port: string): string {
  return address.includes(':') && !address.startsWith('[') ? `[${address}]:${port}` : `${address}:${port}`;
}
