import type { Observation } from '../../model/observation.ts';
import type { ReadContext } from '../block-reader.ts';
import type { Line } from '../line.ts';
import { typedAt } from '../tables/preamble.ts';
import { settingObservation } from './setting.ts';

/** What the command line tools of clouds and firewalls call an idle limit, and how many seconds its unit has. */
interface Limit {
  key: string;
  unitSec: number;
  product: string;
}

/**
 * `az network` (lb rule, nat gateway, public-ip), `aws elbv2`, `aws elb`, `aws ec2`, `gcloud compute routers nats`; FortiOS answers
 * `get system session-ttl` with `default : 3600`.
 */
const LIMITS: readonly Limit[] = [
  { key: 'idleTimeoutInMinutes', unitSec: 60, product: 'Azure' },
  { key: 'idle_timeout.timeout_seconds', unitSec: 1, product: 'AWS' },
  { key: 'tcp.idle_timeout.seconds', unitSec: 1, product: 'AWS' },
  { key: 'ConnectionSettings.IdleTimeout', unitSec: 1, product: 'AWS' },
  { key: 'TcpEstablishedTimeout', unitSec: 1, product: 'AWS' },
  { key: 'tcpEstablishedIdleTimeoutSec', unitSec: 1, product: 'GCP' },
  { key: 'session-ttl', unitSec: 1, product: 'FortiGate' },
];
const HINT = /idle_?timeout|TcpEstablishedTimeout|EstablishedIdleTimeout|session-ttl/i;
const ALIAS = /([A-Za-z_]\w{0,40})\s{0,3}:\s{0,3}(?:[\w.[\]]{0,80}\.)?$/;
const BARE = /^\s{0,40}\[?\s{0,3}"?(\d{1,6})"?\s{0,3}\]?,?\s*$/;
const RULE = /^\s*-{2,}(?: {1,4}-{2,}){0,40}\s*$/;
const MOST_LINES = 14;
const LONGEST = 600;

function textAt(lines: readonly Line[], index: number): string {
  return (lines[index]?.text ?? '').slice(0, LONGEST);
}

/** The name that a query gives to the key, as in `--query '{idle:idleTimeoutInMinutes}'`; else the key itself. */
function namesIn(command: string, { key }: Limit): string[] {
  const alias = ALIAS.exec(command.slice(0, command.indexOf(key)))?.[1];
  return [...(alias === undefined ? [] : [alias]), key, ...(key === 'session-ttl' ? ['default'] : [])];
}

interface Found {
  at: number;
  written: string;
  count: number;
}

/** The answer as JSON or YAML with that name, or as the number alone. */
function answered(lines: readonly Line[], typed: number, names: readonly string[]): Found | undefined {
  for (let at = typed + 1; at < typed + MOST_LINES && at < lines.length; at += 1) {
    const text = textAt(lines, at);
    if (typedAt(text) !== undefined) return undefined;
    const bare = BARE.exec(text)?.[1];
    if (bare !== undefined) return { at, written: bare, count: Number(bare) };
    for (const name of names) {
      const found = new RegExp(
        `(?:^|[\\s"{,])(${name.replace('.', '\\.')}"?\\s{0,30}[:=]\\s{0,9}"?(\\d{1,6}))\\b`,
      ).exec(text);
      const written = found && text.slice(text.indexOf(found[1] ?? '') - (text.includes(`"${name}`) ? 1 : 0));
      if (found && written)
        return {
          at,
          written: written
            .slice(0, (found[1] ?? '').length + 1)
            .trim()
            .replace(/,$/, ''),
          count: Number(found[2]),
        };
    }
  }
  return undefined;
}

/** The cell below a heading of its name, in a table with a rule (`-o table`). */
function inTable(lines: readonly Line[], heading: number, { key }: Limit): Found | undefined {
  const from = textAt(lines, heading).toLowerCase().indexOf(key.toLowerCase());
  if (from < 0 || !RULE.test(textAt(lines, heading + 1))) return undefined;
  const written = /^\d{1,6}/.exec(textAt(lines, heading + 2).slice(from))?.[0];
  return written === undefined ? undefined : { at: heading + 2, written, count: Number(written) };
}

/** A key with its value on one line, whatever printed it. */
function besideKey(lines: readonly Line[], at: number, { key }: Limit): Found | undefined {
  const found = new RegExp(`["']?${key.replaceAll('.', '\\.')}["']?\\s{0,3}[:=]\\s{0,9}"?(\\d{1,6})\\b`).exec(
    textAt(lines, at),
  );
  return found ? { at, written: found[0], count: Number(found[1]) } : undefined;
}

function limitAt(lines: readonly Line[], index: number, limit: Limit): Found | undefined {
  const text = textAt(lines, index);
  if (!text.toLowerCase().includes(limit.key.toLowerCase())) return undefined;
  const typed = typedAt(text);
  if (typed === undefined)
    return inTable(lines, index, limit) ?? (limit.unitSec > 1 ? besideKey(lines, index, limit) : undefined);
  return answered(lines, index, namesIn(typed, limit));
}

/** Idle limits that somebody asked a cloud or a firewall for, in seconds, as that printed them: JSON, YAML, a table, or the number alone. */
export function askedIdleLimits(lines: readonly Line[], context: ReadContext): Observation[] {
  const found = new Map<string, Observation>();
  lines.forEach((line, index) => {
    if (!HINT.test(line.text.slice(0, LONGEST))) return;
    for (const limit of LIMITS) {
      const one = limitAt(lines, index, limit);
      const at = one && lines[one.at];
      if (!one || !at || one.count === 0) continue;
      const setting = {
        name: 'firewall_idle_sec',
        value: one.count * limit.unitSec,
        text: one.written,
        product: limit.product,
      };
      const key = `${limit.product} ${setting.value}`;
      if (!found.has(key)) found.set(key, settingObservation(setting, at, context));
      break;
    }
  });
  return [...found.values()];
}
