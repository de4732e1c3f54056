import type { Observation } from '../../model/observation.ts';
import type { ReadContext } from '../block-reader.ts';
import type { Line } from '../line.ts';
import { durationSec } from './duration.ts';
import { type Setting, settingObservation } from './setting.ts';

/** How long a firewall keeps an established flow on which nothing comes: where it is written. */
const IDLE: readonly { product: string; name?: string; line: RegExp }[] = [
  // pfctl -s timeouts, pf.conf(5)
  { product: 'pf', line: /\btcp\.established\s{1,40}(\d{1,7})s?\b/ },
  // ipvsadm(8) -L --timeout and --set: tcp, tcpfin, udp
  { product: 'ipvs', line: /^\s*Timeout \(tcp tcpfin udp\): (\d{1,7}) \d{1,7} \d{1,7}\s*$/ },
  { product: 'ipvs', line: /\bipvsadm --set (\d{1,7}) \d{1,7} \d{1,7}\s*$/ },
  // Cisco ASA: timeout conn hh:mm:ss
  { product: 'cisco', line: /^\s*timeout conn (\d{1,4}:\d\d:\d\d)\b/ },
  // FortiOS: firewall policy, service
  { product: 'fortigate', line: /^\s*set (?:session-ttl|tcp-session-ttl) (\d{1,7})\s*$/ },
  // Junos: applications, security policies
  { product: 'junos', line: /\binactivity-timeout (\d{1,7});?\s*$/ },
  // PAN-OS: show session info
  { product: 'pan-os', line: /^\s*TCP default timeout:\s{1,60}(\d{1,7}) secs\s*$/ },
  // RouterOS: /ip firewall connection tracking
  { product: 'routeros', line: /\btcp-established-timeout[:=]\s{0,4}(\d{1,4}[dhms])(?!\w)/ },
  // VyOS
  { product: 'vyos', line: /\bconntrack timeout tcp established '?(\d{1,7})'?\s*$/ },
  // MySQL: SHOW VARIABLES
  { product: 'mysql', name: 'wait_timeout', line: /^\s*\|\s*wait_timeout\s*\|\s*(\d{1,8})\s*\|/ },
  // Google Cloud NAT; AWS network interfaces
  { product: 'gcp', line: /\btcpEstablishedIdleTimeoutSec["']?:\s{0,9}(\d{1,7})\b/ },
  { product: 'aws', line: /"TcpEstablishedTimeout":\s{0,9}(\d{1,7})\b/ },
];
/** What stands between two ends, in people's words. */
const BETWEEN =
  '(?<product>\\b(?:AWS |Azure |GCP |Cloud )?(?:NAT(?:[ -]?GW|[ -]?gateway)?|[NAEG]LB|GWLB|SLB|load[ -]?balancer|LB|firewall|FW|VPN(?: gateway)?|HAProxy|proxy|gateway|ASA|middlebox|conntrack|connection tracking)\\b)';
const LIMIT = '\\b(?:idle|session|flow|inactivity)[ -]?(?:connection )?(?:time-?out|limit|ttl)\\b';
const SPAN = '(?<span>\\d{1,8} ?(?:ms|s|secs?|seconds|m|min|mins|minutes|h|hours)\\b)';
/** Remarks beside what machines say: `# NAT GW idle timeout = 350 s`, `(idle timeout of the NLB: 350s)`. */
const REMARKED: readonly RegExp[] = [
  new RegExp(`${BETWEEN}[^.\\n\\d]{0,30}${LIMIT}[^.\\n\\d]{0,12}${SPAN}`, 'i'),
  new RegExp(`${LIMIT}[^.\\n\\d]{0,20}${BETWEEN}[^.\\n\\d]{0,12}${SPAN}`, 'i'),
  new RegExp(`${SPAN} ${LIMIT}[^.\\n\\d]{0,20}${BETWEEN}`, 'i'),
  // `connection tracking idle 10 minutes`, `(idle 350 seconds for TCP listeners)`
  new RegExp(`${BETWEEN}(?: table)?:? (?:is )?idle:? (?:after |for |> ?)?${SPAN}`, 'i'),
  new RegExp(
    `\\bidle (?:after |for |> ?)?${SPAN} (?:for|of|on) (?:all )?(?:TCP )?(?:listeners?|flows?|target groups?)`,
    'i',
  ),
  // `frontend closes idle > 240000 ms`
  new RegExp(
    `\\b(?:clos|drop|forget|kill|reap|cut)[a-z]{0,4} (?:(?:tcp|all|any|flows?|connections?|sockets?|that|are) ){0,3}(?:idle|quiet|inactive)\\b[^.\\n\\d]{0,30}${SPAN}`,
    'i',
  ),
];
const LONGEST_REMARK = 200;
const CLOCK = /^(\d{1,4}):(\d\d):(\d\d)$/;

function secondsOf(text: string): number | undefined {
  const clock = CLOCK.exec(text);
  if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  return durationSec(text, 's');
}

const HINT = /time-?out|idle|session-ttl|tcp\.established|ipvsadm/i;
const LONGEST = 400;
const NAME = 'firewall_idle_sec';

function firewallSetting(text: string): Setting | undefined {
  for (const { product, line, name = NAME } of IDLE) {
    const written = line.exec(text)?.[1];
    const value = written === undefined ? undefined : secondsOf(written);
    if (written && value) return { name, value, text: written, product };
  }
  return remarked(text);
}

/** Whether a person writes of such a limit in passing: it says of no connection that it was idle. */
export function isRemarkedLimit(text: string): boolean {
  return remarked(text) !== undefined;
}

/** What a person writes of it in passing. */
function remarked(text: string): Setting | undefined {
  if (text.length > LONGEST_REMARK) return undefined;
  const { product, span } = REMARKED.map((one) => one.exec(text)).find(Boolean)?.groups ?? {};
  const value = span === undefined ? undefined : durationSec(span, 's');
  return span && value ? { name: NAME, value, text: span, ...(product && { product }) } : undefined;
}

/**
 * The idle limits of firewalls, routers and balancers of packets, in seconds, in what their configuration or status says. They are read
 * beside whatever else reads these lines: people paste one such line below what the two ends say.
 */
export function firewallSettings(lines: readonly Line[], context: ReadContext): Observation[] {
  return lines.flatMap((line) => {
    const text = line.text.slice(0, LONGEST);
    const setting = HINT.test(text) ? firewallSetting(text) : undefined;
    return setting ? [settingObservation(setting, line, context)] : [];
  });
}
