import { type Finding, fail, ok } from '../../adapters/doctor/check.ts';
import { type DeployFile, readDeployFile } from '../../adapters/doctor/read-deploy-file.ts';
import { isOwnLogGroup } from '../../incidents/match-config.ts';
import type { Config } from '../../model/config.ts';

const CHECK = 'deployment';
const HINT = 'Fix it; every key is in the deploy.yml that ships with Halfopen.';

/** Reads deploy.yml: what is deployed where. */
export function checkDeployFile(
  path: string,
  config: Config | undefined,
): { deploy?: DeployFile; findings: Finding[] } {
  const { deploy, faults } = readDeployFile(path);
  const findings = faults.map(({ file, line, column, message }) =>
    fail(CHECK, `${file}:${line}:${column} ${message}`, HINT),
  );
  if (faults.length > 0) return { findings };
  if (!deploy)
    return { findings: [ok(CHECK, `there is no ${path} here: nothing is deployed from this folder`)] };
  const own = config ? deploy.logGroups.filter((logGroup) => isOwnLogGroup(config, logGroup)) : [];
  if (own.length > 0) {
    const found = `${path} names ${own.join(', ')}, which Halfopen writes itself: it would feed on its own output`;
    return { deploy, findings: [fail(CHECK, found, 'Take it out of logGroups.')] };
  }
  return { deploy, findings: [ok(CHECK, `${path} is well-formed: ${deploy.logGroups.length} log groups`)] };
}
