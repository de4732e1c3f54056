import { remarkedMessage } from './named-message.ts';
import type { Endpoint, Packet } from './packet.ts';

const FLAGS = ': Flags [';
/** tcpdump before 4.0 printed the flags bare: `: S 123:123(0) win 5840`, `: . ack 1 win 63`. */
const OLD_FLAGS = /: ([SFRP.]{1,4}) (?=\d+:\d+\(\d+\)|ack \d)/;
/** `tcpdump -q` prints only the payload length. */
const QUIET = /: tcp (\d{1,9})$/;
const STAMP =
  /^\s{0,3}(\d{4}-\d\d-\d\d[ T]\d{1,2}:\d\d:\d\d[.,]\d{1,9}|\d\d:\d\d:\d\d(?:[.,]\d{1,9})?|\d{1,10}\.\d{6,9})\s/;
const NAME = /^[A-Za-z0-9_:][A-Za-z0-9_.:%-]*$/;
/** The length is the last that tcpdump prints, but for what it decodes. */
const BEHIND = /\blength \d{1,9}(?!\d)(.{2,400})$/;
const MAX_CHARS = 4096;

/** Splits `10.0.0.1.5672`, `fe80::1.5672` or `elb.example.com.https` at its last dot, as tcpdump joins them. */
function tcpdumpEndpoint(text: string): Endpoint | undefined {
  const dot = text.lastIndexOf('.');
  if (dot <= 0 || dot === text.length - 1 || !NAME.test(text)) return undefined;
  return { address: text.slice(0, dot), port: text.slice(dot + 1) };
}

function number(match: RegExpExecArray | null, group = 1): number | undefined {
  return match?.[group] === undefined ? undefined : Number(match[group]);
}

function numbers(tail: string): Partial<Packet> {
  // What a sack option repeats is in braces.
  const range = /(?<!\{)\b(?:seq )?(\d{1,10}):(\d{1,10})\b/.exec(tail);
  const seq = number(range) ?? number(/\bseq (\d{1,10})/.exec(tail));
  const seqEnd = number(range, 2);
  const ack = number(/\back (\d{1,10})/.exec(tail));
  const window = number(/\bwin (\d{1,10})/.exec(tail));
  const lengthBytes =
    number(/\blength (\d{1,9})/.exec(tail)) ?? number(/\d:\d{1,10}\((\d{1,9})\)/.exec(tail));
  return {
    ...(seq !== undefined && { seq }),
    ...(seqEnd !== undefined && { seqEnd }),
    ...(ack !== undefined && { ack }),
    ...(window !== undefined && { window }),
    ...(lengthBytes !== undefined && { lengthBytes }),
  };
}

function ends(text: string, marker: number): [Endpoint, Endpoint] | undefined {
  const arrow = text.lastIndexOf(' > ', marker - 1);
  if (arrow < 0) return undefined;
  const from = tcpdumpEndpoint(text.slice(text.lastIndexOf(' ', arrow - 1) + 1, arrow));
  const to = tcpdumpEndpoint(text.slice(arrow + 3, marker));
  return from && to ? [from, to] : undefined;
}

function flagsAt(text: string): { marker: number; flags: string; tail: string } | undefined {
  const plain = text.indexOf(FLAGS);
  if (plain > 0) {
    const close = text.indexOf(']', plain);
    if (close < 0) return undefined;
    return { marker: plain, flags: text.slice(plain + FLAGS.length, close), tail: text.slice(close + 1) };
  }
  const old = OLD_FLAGS.exec(text);
  if (old) {
    // Old tcpdump says `ack` apart from its flags; today's puts the dot among them.
    const flags = `${old[1] ?? ''}${/ ack \d/.test(text) ? '.' : ''}`;
    return { marker: old.index, flags, tail: text.slice(old.index + old[0].length) };
  }
  const quiet = QUIET.exec(text);
  if (!quiet) return undefined;
  return { marker: quiet.index, flags: quiet[1] === '0' ? '' : 'P', tail: `length ${quiet[1] ?? '0'}` };
}

/**
 * Reads one TCP segment of tcpdump text. `text` is the line, or with `-v` the two lines joined by a blank.
 * Format: print-tcp.c and util-print.c of tcpdump 3.9 to 4.99. Undefined when the line is anything else.
 */
export function tcpdumpPacket(text: string): Packet | undefined {
  if (!text.includes(' > ') || text.length > MAX_CHARS) return undefined;
  const found = flagsAt(text);
  const pair = found && ends(text, found.marker);
  if (!found || !pair) return undefined;
  const [from, to] = pair;
  const stamp = STAMP.exec(text)?.[1] ?? '';
  const remark = BEHIND.exec(found.tail)?.[1] ?? '';
  return { from, to, flags: found.flags, stamp, ...numbers(found.tail), ...remarkedMessage(remark) };
}
