import { existsSync, readFileSync } from 'node:fs';
import { HalfopenError } from '../../errors.ts';
import { didYouMean } from '../../interactions/did-you-mean.ts';
import { checkYaml, type YamlFault } from '../../runbooks/checked-yaml.ts';
import { type DeployFile, deploySchema } from './deploy-schema.ts';

export { deploymentNotes } from './deployment-notes.ts';

const KEYS = Object.keys(deploySchema.shape);

/** The file that says what is deployed in a stage: what HALFOPEN_DEPLOY names, else `deploy.<stage>.yml` where there is one, else `deploy.yml`. */
export function deployFileOf(stage: string, env: NodeJS.ProcessEnv = process.env): string {
  const own = `deploy.${stage}.yml`;
  return env['HALFOPEN_DEPLOY'] || (existsSync(own) ? own : 'deploy.yml');
}

/** Reads `deploy.yml`: its content, all its faults, or neither when there is no such file. Throws when it can't be opened. */
export function readDeployFile(path: string): { deploy?: DeployFile; faults: YamlFault[] } {
  if (!existsSync(path)) return { faults: [] };
  const { value, faults } = checkYaml(
    path,
    readFileSync(path, 'utf8'),
    deploySchema,
    'the deployment',
    new Map(),
    (key) => didYouMean(key, KEYS),
  );
  return value ? { deploy: value, faults } : { faults };
}

/** The checked deployment of a stage, for packaging. Throws `deployment-faulty` with every fault as `file:line:column message`. */
export function requireDeployment(stage: string): DeployFile {
  const path = deployFileOf(stage);
  const { deploy = deploySchema.parse({}), faults } = readDeployFile(path);
  if (faults.length === 0) return deploy;
  throw new HalfopenError({
    code: 'deployment-faulty',
    message: faults
      .map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`)
      .join('\n'),
    hint: 'Fix these; every key is in the deploy.yml that ships with Halfopen.',
  });
}
