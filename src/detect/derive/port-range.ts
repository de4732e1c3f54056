import type { Observation } from '../../model/observation.ts';
import { textField } from './socket-end.ts';

/** The local ports a machine may use for its own connections, both ends included. */
export interface PortRange {
  low: number;
  high: number;
}

/** What Linux gives out by default (ip-sysctl, ip_local_port_range): 28,232 ports. */
export const DEFAULT_RANGE: PortRange = { low: 32_768, high: 60_999 };

/** The range that ip_local_port_range gives (ip-sysctl), of a machine in this role or of one without a role. */
export function portRange(
  observations: readonly Observation[],
  role: Observation['role'],
): PortRange | undefined {
  const settings = observations.filter(
    (one) => one.kind === 'setting' && textField(one, 'name').endsWith('ip_local_port_range'),
  );
  const setting = settings.find((one) => one.role === role) ?? settings.find((one) => one.role === undefined);
  const range = /^\s*(\d{1,5})[\s,-]+(\d{1,5})\s*$/.exec(
    setting === undefined ? '' : textField(setting, 'text').slice(0, 40),
  );
  if (range === null) return undefined;
  const [low, high] = [Number(range[1]), Number(range[2])];
  return high >= low ? { low, high } : undefined;
}
