import { existsSync } from 'node:fs';
import { readConfig } from '../../adapters/config/read-config.ts';
import { type Finding, fail, ok, warn } from '../../adapters/doctor/check.ts';
import { HalfopenError } from '../../errors.ts';
import type { Config } from '../../model/config.ts';

const CHECK = 'configuration';

/** Reads halfopen.yml, or what `file` names: routes, channels, ids and times are checked by reading. One finding for each fault. */
export function checkConfig(
  file: string | undefined,
  nowMs: number,
): { config?: Config; findings: Finding[] } {
  try {
    const config = readConfig(file);
    return { config, findings: [summary(file || 'halfopen.yml', config), ...pastMaintenance(config, nowMs)] };
  } catch (error) {
    if (!(error instanceof HalfopenError)) throw error;
    const { message, hint } = error;
    return { findings: message.split('\n').map((fault) => fail(CHECK, fault, hint)) };
  }
}

function summary(file: string, config: Config): Finding {
  if (!existsSync(file)) return ok(CHECK, `there is no ${file} here: the defaults hold`);
  const { routes, sources, permissions } = config;
  const counts = [
    `${routes.length} routes`,
    `${sources.length} sources`,
    `${Object.keys(permissions).length} permissions`,
  ];
  return ok(CHECK, `${file} is well-formed: ${counts.join(', ')}`);
}

function pastMaintenance({ maintenance }: Config, nowMs: number): Finding[] {
  if (maintenance.length === 0 || maintenance.some(({ toMs }) => toMs > nowMs)) return [];
  const found = `all ${maintenance.length} maintenance windows are past`;
  return [warn(CHECK, found, 'Delete them from halfopen.yml, or correct their dates.')];
}
