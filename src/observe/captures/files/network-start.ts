import type { Frame } from './frame.ts';

/** LINKTYPE_ values (https://www.tcpdump.org/linktypes.html). */
const NULL = 0;
const ETHERNET = 1;
const LOOP = 108;
const LINUX_SLL = 113;
const LINUX_SLL2 = 276;
/** Raw IP by its several numbers: DLT_RAW of BSD and Linux, LINKTYPE_RAW, _IPV4 and _IPV6. */
const RAW: readonly number[] = [12, 14, 101, 228, 229];

const IPV4 = 0x0800;
const IPV6 = 0x86dd;
/** Tags of IEEE 802.1Q, 802.1ad and what came before it: each four bytes before the next type. */
const TAGS: readonly number[] = [0x8100, 0x88a8, 0x9100];
const MOST_TAGS = 4;

/** Where the IP header of a frame begins, or undefined where it carries none, or its link type is not known. */
export function networkStart({ bytes, from, to, linkType }: Frame): number | undefined {
  if (linkType === ETHERNET) return afterType(bytes, from + 12, to);
  if (linkType === LINUX_SLL) return afterType(bytes, from + 14, to);
  if (linkType === LINUX_SLL2) return isIp(wordAt(bytes, from, to)) ? from + 20 : taggedSll2(bytes, from, to);
  // The address family before the header differs between systems and byte orders; the header tells its version itself.
  if (linkType === NULL || linkType === LOOP) return from + 4;
  return RAW.includes(linkType) ? from : undefined;
}

function taggedSll2(bytes: Uint8Array, from: number, to: number): number | undefined {
  return TAGS.includes(wordAt(bytes, from, to)) ? afterType(bytes, from + 22, to) : undefined;
}

function afterType(bytes: Uint8Array, at: number, to: number): number | undefined {
  let type = at;
  for (let tags = 0; tags < MOST_TAGS && TAGS.includes(wordAt(bytes, type, to)); tags++) type += 4;
  return isIp(wordAt(bytes, type, to)) ? type + 2 : undefined;
}

function isIp(type: number): boolean {
  return type === IPV4 || type === IPV6;
}

function wordAt(bytes: Uint8Array, at: number, to: number): number {
  return at + 2 <= to ? ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0) : 0;
}
