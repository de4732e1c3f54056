import type { Line } from '../line.ts';

/** Why a machine can't have the other end of a connection: which one, how that was seen, and whether nothing else explains it. */
export interface Gone {
  /** An address, or a name as a list of clients may show it. */
  of: readonly string[];
  says: string;
  isSure: boolean;
}

const ADDRESS = String.raw`\d{1,3}(?:\.\d{1,3}){3}`;
const PINGED = new RegExp(
  String.raw`^\s*(?:PING \S{1,80} \((${ADDRESS})\)|Pinging (?:\S{1,80} \[)?(${ADDRESS})\]? with|ARPING (${ADDRESS}) )`,
);
const UNREACHABLE = /\bDestination Host Unreachable\b|\bReceived 0 response\(s\)/i;
const ALL_LOST = /\b100(?:\.0)?% (?:packet )?loss\b/;
const NEIGHBOUR = new RegExp(
  String.raw`^\s*(${ADDRESS})\s+dev \S{1,20}\s(?:.{0,40}\s)?(FAILED|INCOMPLETE)\b|\((${ADDRESS})\) at <?(incomplete)>?|^\s*(${ADDRESS})\s{1,40}\(?(incomplete)\)?`,
);
const NO_ROUTE = new RegExp(
  String.raw`\b(?:connect to (?:host |address )?|Failed to connect to |Trying )(${ADDRESS})\b.{0,60}\bNo route to host`,
);
const HINT = /PING|Pinging|ARPING|nreachable|100|FAILED|ncomplete|INCOMPLETE|No route/;
const ANSWERED = new RegExp(
  String.raw`\bbytes from (?:\S{1,80} \()?(${ADDRESS})\b|\bReply from (${ADDRESS}): bytes|^\s*(${ADDRESS})\s+dev \S{1,20}\s.{0,40}\b(?:REACHABLE|DELAY)\b`,
);
/** ping prints its statistics below as many lines as it sent packets. */
const MOST_BETWEEN = 12;

function firstOf(found: RegExpExecArray | null): string | undefined {
  return found?.slice(1).find((one) => one !== undefined);
}

/** What ping said of an address, line by line below its heading: unreachable on its own network, or no answer at all. */
function pinged(lines: readonly Line[], from: number, address: string): Gone | undefined {
  for (let index = from + 1; index <= from + MOST_BETWEEN; index += 1) {
    const text = (lines[index]?.text ?? '').slice(0, 300);
    if (PINGED.test(text) || ANSWERED.test(text)) return undefined;
    // Nobody answers ARP for the address: on the same network there is no such machine. A lost ping alone may be a firewall's doing.
    if (UNREACHABLE.test(text)) return { of: [address], says: text.trim(), isSure: true };
    if (ALL_LOST.test(text)) return { of: [address], says: text.trim(), isSure: false };
  }
  return undefined;
}

/** What ping, arp, `ip neigh` or a failed connect says of a machine that does not answer, at a line. */
export function goneByNetwork(lines: readonly Line[], index: number): Gone | undefined {
  const text = (lines[index]?.text ?? '').slice(0, 300);
  if (!HINT.test(text)) return undefined;
  const target = firstOf(PINGED.exec(text));
  if (target !== undefined) return pinged(lines, index, target);
  const silent = firstOf(NEIGHBOUR.exec(text)) ?? firstOf(NO_ROUTE.exec(text));
  return silent === undefined ? undefined : { of: [silent], says: text.trim(), isSure: true };
}

/** The address that answers on the network at this line. */
export function answersOn(text: string): string | undefined {
  return firstOf(ANSWERED.exec(text.slice(0, 300)));
}
