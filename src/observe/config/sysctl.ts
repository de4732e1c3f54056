import type { BlockRead, BlockReader, ReadContext } from '../block-reader.ts';
import type { Line } from '../line.ts';
import { takenMs } from '../times/taken-ms.ts';
import { newRefusals } from './refusals.ts';
import { type Setting, settingObservation } from './setting.ts';

const ASSIGNED =
  /^\s{0,8}(?:sysctl\s{1,4}(?:-w\s{1,4})?|[$#]\s(?:sudo\s)?sysctl\s(?:-w\s)?)?(?:\/proc\/sys\/)?((?:net|fs|vm|kernel|kern|user|dev|abi|hw|security)[./][\w./-]{2,120})\s{0,20}([:=])\s{0,20}(\S.{0,200})$/;
/** The mark and the value behind it: numbers, or after `=` one word of small letters. */
const VALUE = /^(?:[:=](?:\s+-?\d+)+|= [a-z][\w./-]*)\s*(?:\s[#;].*)?$/;
const COMMENT =
  /^\s{0,8}[#;]\s{0,4}(?:(?:net|fs|vm|kernel)\.[\w./-]{2,120}\s{0,9}=|(?:sudo )?sysctl\s[^=]{1,300}$|[#;]|$)/;
/** Commands that print bare values, one below the other, and what they ask for: paths, or names. */
const SHOWN =
  /\b(?:cat((?:\s{1,4}\/proc\/sys\/[\w/-]{2,120}){1,8})|sysctl\s{1,4}-n((?:\s{1,4}[a-z]\w{0,15}(?:\.[\w-]{1,60}){1,8}){1,8})|conntrack\s{1,4}(?:-C|--count))\s*$/;
/** Names whose value counts as Linux counts it: seconds, ports, sockets, entries. See man tcp(7) and ip-sysctl. */
const NAMES = new Set([
  'tcp_keepalive_time',
  'tcp_keepalive_intvl',
  'tcp_keepalive_probes',
  'tcp_tw_reuse',
  'tcp_fin_timeout',
  'tcp_max_tw_buckets',
  'tcp_max_orphans',
  'somaxconn',
  'tcp_max_syn_backlog',
  'nf_conntrack_max',
  'nf_conntrack_count',
  'nf_conntrack_tcp_timeout_established',
]);
/** macOS and FreeBSD count both in milliseconds. */
const BSD: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'net.inet.tcp.keepidle': 'tcp_keepalive_time',
    'net.inet.tcp.keepintvl': 'tcp_keepalive_intvl',
  }),
);

function portRange(text: string): Setting | undefined {
  const range = /^(\d{1,5})\s+(\d{1,5})$/.exec(text);
  if (!range) return undefined;
  const count = Number(range[2]) - Number(range[1]) + 1;
  return {
    name: 'ip_local_port_range',
    value: Math.max(0, count),
    text: `${range[1]} ${range[2]}`,
    product: 'kernel',
  };
}

function settingOf(key: string, written: string): Setting | undefined {
  const dotted = key.replaceAll('/', '.');
  const name = dotted.slice(dotted.lastIndexOf('.') + 1);
  const text = written
    .trim()
    .replace(/\s+[#;].*$/, '')
    .trim();
  if (name === 'ip_local_port_range') return portRange(text);
  if (!/^\d{1,12}$/.test(text)) return undefined;
  const bsd = BSD.get(dotted);
  if (bsd) return { name: bsd, value: Number(text) / 1000, text, product: 'kernel' };
  return NAMES.has(name) ? { name, value: Number(text), text, product: 'kernel' } : undefined;
}

/**
 * The setting on a line, `null` when the line is sysctl's but of no interest, undefined when it is something else.
 * Names of packages and loggers begin like settings (`net/http: TLS handshake timeout`), so only numbers and a word behind
 * an equals sign count as a value.
 */
export function sysctlSetting(text: string): Setting | null | undefined {
  if (text.length > 400) return undefined;
  if (COMMENT.test(text)) return null;
  const found = ASSIGNED.exec(text);
  if (!found || !VALUE.test(`${found[2]} ${found[3]}`)) return undefined;
  return settingOf(found[1] ?? '', found[3] ?? '') ?? null;
}

/** A count is one of a moment; what is set stays. */
function countedAt({ name }: Setting, lines: readonly Line[], index: number): { atMs?: number } {
  const atMs = name === 'nf_conntrack_count' ? takenMs(lines, index) : undefined;
  return atMs === undefined ? {} : { atMs };
}

/** `cat /proc/sys/net/…`, `sysctl -n net…` and `conntrack -C` print bare values on the lines below. */
function shown(lines: readonly Line[], from: number, context: ReadContext): BlockRead | undefined {
  const asked = SHOWN.exec((lines[from]?.text ?? '').slice(0, 600));
  if (!asked) return undefined;
  const [, paths = '', names = ''] = asked;
  const keys = `${paths.replaceAll('/proc/sys/', '')}${names}`.trim() || 'net.netfilter.nf_conntrack_count';
  const block: BlockRead = { next: from + 1, observations: [], unread: 0 };
  for (const key of keys.split(/\s+/)) {
    const value = lines[block.next];
    if (!value || !/^[\d\s]{1,40}$/.test(value.text)) break;
    const setting = settingOf(key, value.text);
    if (setting)
      block.observations.push({
        ...settingObservation(setting, value, context),
        ...countedAt(setting, lines, block.next),
      });
    block.next += 1;
  }
  return block.next > from + 1 ? block : undefined;
}

const comments = newRefusals();

function read(lines: readonly Line[], from: number, context: ReadContext): BlockRead | undefined {
  if (comments.cover(lines, from)) return undefined;
  const observations: BlockRead['observations'] = [];
  let index = from;
  let assigned = 0;
  for (; index < lines.length; index += 1) {
    const line = lines[index];
    const setting = line && sysctlSetting(line.text);
    if (!line || setting === undefined) break;
    if (!COMMENT.test(line.text)) assigned += 1;
    if (setting)
      observations.push({
        ...settingObservation(setting, line, context),
        ...countedAt(setting, lines, index),
      });
  }
  // Comments without a setting below them are looked through once, not again from each of their lines.
  if (assigned === 0) comments.note(lines, index);
  return assigned > 0 ? { next: index, observations, unread: 0 } : shown(lines, from, context);
}

/** Reads what sysctl prints and sysctl.conf holds, and values shown from /proc/sys, into `setting` observations. */
export const sysctl: BlockReader = { format: 'sysctl', read };
