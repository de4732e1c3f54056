import type { FieldValue } from '../../../model/fields.ts';
import { setField, setNumberField } from './set-field.ts';

const HOST = '(?:\\[[0-9a-fA-F:.]{2,45}\\]|[A-Za-z0-9](?:[\\w.-]{0,253}[A-Za-z0-9])?)';
const GO_PAIR = new RegExp(`\\b(?:read|write) tcp[46]? (${HOST}:\\d{1,5})->(${HOST}:\\d{1,5})`);
const URL = new RegExp(
  `\\b(amqps?|tcp|ssl|mqtts?|nats|rediss?|kafka|stomp|rabbitmq|postgres(?:ql)?|mysql)://(?:([^\\s:@/]{1,128})(?::[^\\s/]{0,256})?@)?(${HOST})(?::(\\d{1,5}))?(?:/([^\\s?"'),;]{0,128}))?`,
);
const FROM_PEER = new RegExp(
  `\\bfrom (${HOST}:\\d{1,5}) (?:as|on port)|\\b(?:addr|peername|peerhost|client)[=:] ?"?(${HOST}:\\d{1,5})`,
);
const NATS_PEER = new RegExp(`^(${HOST}:\\d{1,5}) - (?:[crgl]id|wid|mqtt):\\d`);
const IPV4_PORT = /(?:^|[^\d.])((?:\d{1,3}\.){3}\d{1,3}:\d{2,5})\b/;
const HOST_PORT = new RegExp(`(?:^|[\\s"'(/@=])((?=[\\w.-]*[A-Za-z])${HOST}:\\d{2,5})(?![\\d:.\\w])`);
const SOURCE =
  /\.(?:java|js|mjs|cjs|ts|py|rb|go|php|cs|erl|ex|exs|rs|c|cc|cpp|scala|kt|conf|ya?ml|jar):|(?:^|\.)[A-Z]\w*:|_\w*:\d+$/;
/** Words before a colon and a number that name a quantity, not a host. */
const QUANTITY =
  /^(?:value|octets|len(?:gth)?|size|count|total|line|column|row|index|offset|partition|code|status|errno|rc|exit|[a-z]?id|pid|channel|version|attempts?|retry|retries|timeout|time|ms|sec(?:onds)?|level|limit|min|max\w{0,20}|\w{1,40}_(?:clients|count|size|total|bytes|sec|ms|id|code|connections)):/i;
const PORT = /\b(?:on port|[Pp]ort[ :=]|TCP [Ll]istener on \S{2,60}:)\s?"?(\d{2,5})\b/;
/** As curl, nc and ssh name where they could not get to. */
const TO_HOST_PORT = new RegExp(`\\b[Cc]onnect(?:ion)? to (?:host )?(${HOST}),? port (\\d{1,5})\\b`);
/** How Netty shows a channel: `[id: 0x1, L:/LOCAL - R:NAME/REMOTE]`; `!` stands for a closed one. */
const NETTY = new RegExp(
  `\\bL:[^\\s/]{0,253}/(${HOST}:\\d{1,5}) [-!:]>? ?R:[^\\s/]{0,253}/(${HOST}:\\d{1,5})`,
);
/** How Solace's clients show both ends of a connection: `(Client name: app/1   Local addr: A   Remote addr: B)`. */
const LOCAL_REMOTE = new RegExp(`\\bLocal addr: (${HOST}:\\d{1,5})\\s{1,8}Remote addr: (${HOST}:\\d{1,5})`);
const LADDR = /laddr=\('([\d.a-f:]{3,45})', (\d{1,5})/;
const RADDR = /raddr=\('([\d.a-f:]{3,45})', (\d{1,5})/;

/** Reads the addresses in a text: both ends if the wording shows which is which, else one `endpoint`. The password of a URL is never kept. */
export function addresses(text: string, fields: Record<string, FieldValue>): void {
  if (!/:\/\/|:\d|[Pp]ort|addr=/.test(text)) return;
  if (text.includes('->')) ends(text, GO_PAIR, fields);
  if (text.includes('://')) url(text, fields);
  if (text.includes('addr=(')) {
    setField(fields, 'client', joined(LADDR.exec(text)));
    setField(fields, 'server', joined(RADDR.exec(text)));
  }
  if (text.includes('L:')) ends(text, NETTY, fields, isServersOwn);
  if (text.includes('Remote addr: ')) ends(text, LOCAL_REMOTE, fields);
  const peer = FROM_PEER.exec(text);
  setField(fields, 'client', NATS_PEER.exec(text)?.[1] ?? peer?.[1] ?? peer?.[2]);
  if (fields['client'] === undefined && fields['endpoint'] === undefined) {
    const toPort = text.includes(' port ') ? joined(TO_HOST_PORT.exec(text)) : undefined;
    setField(fields, 'endpoint', toPort ?? IPV4_PORT.exec(text)?.[1] ?? named(HOST_PORT.exec(text)?.[1]));
  }
  if (/[Pp]ort/.test(text) || text.includes('istener')) setNumberField(fields, 'port', PORT.exec(text)?.[1]);
  if (fields['port'] === undefined)
    setNumberField(fields, 'port', portOf(fields['server'] ?? fields['endpoint']));
}

/** `AbstractPlainSocketImpl.java:345` and `kafka.network.Selector:639` are places in code and `maxclients:10000` is a quantity; they are not hosts. */
function named(address: string | undefined): string | undefined {
  return address === undefined || SOURCE.test(address) || QUANTITY.test(address) ? undefined : address;
}

/** Reads a pattern of two addresses, the near end first: the client, unless `isServer` tells from both that it is the server. */
function ends(
  text: string,
  pattern: RegExp,
  fields: Record<string, FieldValue>,
  isServer?: (near: string, far: string) => boolean,
): void {
  const [, near = '', far = ''] = pattern.exec(text) ?? [];
  if (near === '') return;
  const [client, server] = isServer?.(near, far) ? [far, near] : [near, far];
  setField(fields, 'client', client);
  setField(fields, 'server', server);
}

/** From here on Linux takes the ports of clients (net.ipv4.ip_local_port_range). */
const FIRST_LOCAL_PORT = 32_768;

/** A channel belongs to a server where only the far end has a port that systems give to clients. */
function isServersOwn(near: string, far: string): boolean {
  return Number(portOf(near)) < FIRST_LOCAL_PORT && Number(portOf(far)) >= FIRST_LOCAL_PORT;
}

function url(text: string, fields: Record<string, FieldValue>): void {
  const found = URL.exec(text);
  if (!found) return;
  const [, scheme = '', user, host, port, path] = found;
  if (user !== undefined && !/^[*x]{2,}$/.test(user)) setField(fields, 'user', user);
  if (port !== undefined) setField(fields, 'endpoint', `${host}:${port}`);
  else setField(fields, 'endpoint', host);
  if (scheme.startsWith('amqp') && path) setField(fields, 'vhost', vhost(path));
  if (/^(?:postgres|mysql)/.test(scheme)) setField(fields, 'database', path);
}

function vhost(path: string): string {
  try {
    return decodeURIComponent(path.replace(/[:.,]{1,3}$/, ''));
  } catch {
    return path;
  }
}

function joined(found: RegExpExecArray | null): string | undefined {
  return found ? `${found[1]}:${found[2]}` : undefined;
}

function portOf(address: FieldValue | undefined): string | undefined {
  return typeof address === 'string' ? /:(\d{1,5})$/.exec(address)?.[1] : undefined;
}
