import type { DeployFile } from '../../adapters/config/deploy-schema.ts';
import { readDeployFile } from '../../adapters/config/read-deploy-file.ts';
import { type Finding, fail, ok, warn } from '../../adapters/doctor/check.ts';
import { isOwnLogGroup, matchesGlob } from '../../incidents/match-config.ts';
import { didYouMean } from '../../interactions/did-you-mean.ts';
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
  const wellFormed = ok(CHECK, `${path} is well-formed: ${deploy.logGroups.length} log groups`);
  const own = config ? ownGroups(path, deploy, config) : [];
  return {
    deploy,
    findings: [...(own.length > 0 ? own : [wellFormed]), ...(config ? sourcesOfNothing(deploy, config) : [])],
  };
}

function ownGroups(path: string, deploy: DeployFile, config: Config): Finding[] {
  const own = deploy.logGroups.filter((logGroup) => isOwnLogGroup(config, logGroup));
  if (own.length === 0) return [];
  const found = `${path} names ${own.join(', ')}, which Halfopen writes itself: it would feed on its own output`;
  return [fail(CHECK, found, 'Take it out of logGroups.')];
}

/** Sources of halfopen.yml that no watched log group can be: most often one of the two names is mistyped. */
function sourcesOfNothing({ logGroups, logGroupTags }: DeployFile, { sources }: Config): Finding[] {
  if (logGroups.length === 0 || Object.keys(logGroupTags).length > 0) return [];
  const named = sources.flatMap(({ logGroup }) => (logGroup === undefined ? [] : [logGroup]));
  return named
    .filter((source) => !logGroups.some((group) => matchesGlob(group, source) || matchesGlob(source, group)))
    .map((source) => {
      const nearest = didYouMean(source, logGroups);
      const hint = nearest ? `Did you mean ${nearest}?` : 'Add it to logGroups, or take the source out.';
      return warn(CHECK, `halfopen.yml has a source ${source}, which is not watched`, hint);
    });
}
