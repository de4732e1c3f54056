const ARROW = ' -> ';
const PLAIN = /(?:\d{1,3}\.){3}\d{1,3}:\d{1,5}(?=[),\n]| \(|: user| has a |$)/y;
const SERVER =
  /(\[[0-9a-fA-F:.%\w]{2,60}\]:\d{1,5}|[^()",\n]{1,80}?)(?:(?: - |(?<=:\d{4,5})-)([^()\n]{1,255}?))?(?=,? (?:vhost|user|state|duration|protocol): ?'|[),"\n]|$| \(duration|: user| has a | for client| from )/y;
const MAPPED = /^\[?::ffff:(\d+\.\d+\.\d+\.\d+)\]?/;

/**
 * Reads RabbitMQ's name of a connection, `CLIENT -> SERVER - NAME` (rabbit_net:connection_string), wherever it stands in a text.
 * The addresses may be mangled or redacted by whoever pasted them; IPv4 mapped into IPv6 is shown as IPv4.
 */
export function connectionEnds(
  text: string,
): { client: string; server: string; name: string | undefined } | undefined {
  const arrow = text.indexOf(ARROW);
  if (arrow < 1) return undefined;
  const client = text.slice(clientStart(text, arrow), arrow);
  if (!/\d|IP|<|::/.test(client)) return undefined;
  const from = arrow + ARROW.length;
  PLAIN.lastIndex = from;
  if (PLAIN.test(text))
    return { client: tidy(client), server: text.slice(from, PLAIN.lastIndex), name: undefined };
  SERVER.lastIndex = from;
  const found = SERVER.exec(text);
  if (!found) return undefined;
  return { client: tidy(client), server: tidy(found[1] ?? ''), name: found[2] };
}

/** Walks back over the client's address; a blank before the port is a slip of whoever pasted it. */
function clientStart(text: string, arrow: number): number {
  let at = arrow;
  while (at > 0 && arrow - at < 120) {
    const before = text.charCodeAt(at - 1);
    if (before === 40 || before === 34 || before === 44 || before === 10) break;
    if (before === 32 && text.charCodeAt(at - 2) !== 58) break;
    at--;
  }
  return at;
}

function tidy(address: string): string {
  if (address.includes('ffff')) address = address.replace(MAPPED, '$1');
  return address.includes(': ') ? address.replace(/: (\d{1,5})$/, ':$1').trim() : address;
}
