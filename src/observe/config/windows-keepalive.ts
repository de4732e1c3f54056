import type { Observation } from '../../model/observation.ts';
import type { ReadContext } from '../block-reader.ts';
import type { Line } from '../line.ts';
import { settingObservation } from './setting.ts';

/** The registry counts in milliseconds (Tcpip\Parameters: KeepAliveTime 7,200,000, KeepAliveInterval 1,000 by default). */
const VALUES: ReadonlyMap<string, string> = new Map(
  Object.entries({ keepalivetime: 'tcp_keepalive_time', keepaliveinterval: 'tcp_keepalive_intvl' }),
);
/** As `reg query` and a `.reg` file write it, and PowerShell as a list: others call their own settings so, in seconds and other shapes. */
const REGISTRY =
  /^\s{0,8}"?(KeepAliveTime|KeepAliveInterval)"?(?:\s{1,40}REG_DWORD\s{1,40}0x|=dword:)([0-9a-f]{1,8})\s*$/i;
const LISTED = /^(KeepAliveTime|KeepAliveInterval)\s{1,40}: (\d{4,10})\s*$/;
const HEADING = /^\s{0,8}(KeepAliveTime|KeepAliveInterval)(?:\s{1,40}(KeepAliveTime|KeepAliveInterval))?\s*$/;
const MENTIONED = /KeepAlive(?:Time|Interval)/i;

function setting(key: string, valueMs: number, line: Line, context: ReadContext): Observation[] {
  const name = VALUES.get(key.toLowerCase());
  if (name === undefined || !Number.isFinite(valueMs)) return [];
  const known = { name, value: valueMs / 1000, text: `${valueMs} ms`, product: 'kernel' };
  return [settingObservation(known, line, context)];
}

/** PowerShell's table: names, a rule, values in their order. */
function tabled(lines: readonly Line[], at: number, context: ReadContext): Observation[] {
  const heading = HEADING.exec((lines[at]?.text ?? '').slice(0, 200));
  const row = lines[at + 2];
  if (!heading || !row || !/^[\s-]{3,200}$/.test(lines[at + 1]?.text ?? '')) return [];
  const values = row.text.trim().split(/\s+/);
  return heading
    .slice(1)
    .flatMap((key, i) => (key === undefined ? [] : setting(key, Number(values[i]), row, context)));
}

/** Reads how Windows probes idle connections, as the registry's values are printed. */
export function windowsKeepalive(lines: readonly Line[], context: ReadContext): Observation[] {
  return lines.flatMap((line, at) => {
    const text = line.text.slice(0, 200);
    if (!MENTIONED.test(text)) return [];
    const [, inRegistry = '', hex = ''] = REGISTRY.exec(text) ?? [];
    if (inRegistry !== '') return setting(inRegistry, Number.parseInt(hex, 16), line, context);
    const [, listed = '', digits = ''] = LISTED.exec(text) ?? [];
    return listed === '' ? tabled(lines, at, context) : setting(listed, Number(digits), line, context);
  });
}
