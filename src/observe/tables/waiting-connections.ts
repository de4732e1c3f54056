import type { Observation } from '../../model/observation.ts';
import type { ReadContext } from '../block-reader.ts';
import type { Line } from '../line.ts';

const HINT = /local|laddr|L:\//i;
const ADDRESS = String.raw`\d{1,3}(?:\.\d{1,3}){3}`;
/** How clients tell their own end of a connection: `"local":"10.0.0.5:36990"`, `local=10.0.0.5:36990`, Python's and Netty's sockets. */
const LOCAL_END: readonly RegExp[] = [
  new RegExp(
    String.raw`\blocal(?:[_ -]?(?:addr(?:ess)?|end(?:point)?|port|socket))?["']?\s{0,2}[:=]?\s{0,2}["']?/?(?<address>${ADDRESS}):(?<port>\d{4,5})\b`,
    'i',
  ),
  new RegExp(String.raw`\bladdr=\('(?<address>${ADDRESS})', (?<port>\d{4,5})\)`),
  new RegExp(String.raw`\bL:/(?<address>${ADDRESS}):(?<port>\d{4,5}) - R:`),
];
/** The reader of a client waits for the broker's next frame: Java's and .NET's clients, amqp091-go, pika, php-amqplib, py-amqp. */
const WAITS =
  /\bFrame\.readFrom\b|\bAMQConnection\$MainLoop\b|\bSocketFrameHandler\.ReadFrame|\bamqp091-go\.\(\*reader\)\.ReadFrame|\bamqp\.\(\*reader\)\.ReadFrame|\bpika\/.{0,80}\bpoll\b|\bdrain_events\b|\bwait_frame\b|\bstart_consuming\b|\bRedisInputStream\.(?:ensureFill|readByte)|\bgo-redis\/.{0,60}\b(?:ReadReply|ReadLine|Receive)|\bConsumerNetworkClient\.poll\b/;
const PEER = new RegExp(String.raw`\bAMQP Connection (?<peer>${ADDRESS}:\d{2,5})\b`);
/** What says that the connection was lost or closed after that. */
const LOST =
  /\b(?:disconnect|connection (?:lost|closed|reset)|reconnect|clos(?:ed|ing)|broken pipe|ECONN|EOF\b|time(?:d )?out)/i;
const LONGEST = 600;

interface Told {
  line: Line;
  local: string;
}

function localEnd(text: string): string | undefined {
  const { address, port } = LOCAL_END.map((one) => one.exec(text)).find(Boolean)?.groups ?? {};
  return address === undefined ? undefined : `${address}:${port}`;
}

/**
 * Connections on which a program waits, by its own words: its log tells its own end of one, says nothing of an end of it since, and a
 * dump of its threads shows its reader waiting for the other end. One `waiting-connection` each.
 */
export function waitingConnections(lines: readonly Line[], context: ReadContext): Observation[] {
  if (!lines.some(({ verbatim }) => WAITS.test(verbatim.slice(0, LONGEST)))) return [];
  let waits: Line | undefined;
  let peer: string | undefined;
  let told: Told | undefined;
  for (const line of lines) {
    // Of a record in JSON the text is its message alone.
    const text = line.verbatim.slice(0, LONGEST);
    const local = HINT.test(text) ? localEnd(text) : undefined;
    if (local !== undefined) told = { line, local };
    else if (WAITS.test(text)) waits ??= line;
    else if (LOST.test(text) && !/^\s*at /.test(text)) told = undefined;
    peer ??= PEER.exec(text)?.groups?.['peer'];
  }
  if (!told || !waits) return [];
  const { line, local } = told;
  return [
    {
      kind: 'waiting-connection',
      at: { input: context.input, line: line.number, endLine: line.number },
      ...(context.role && { role: context.role }),
      text: line.text.slice(0, LONGEST).trim(),
      verbatim: `${line.verbatim.slice(0, LONGEST)}\n${waits.verbatim.slice(0, LONGEST)}`,
      fields: { local, ...(peer && { peer }) },
    },
  ];
}
