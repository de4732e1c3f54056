import { deploymentNotes } from '../../adapters/config/deployment-notes.ts';
import { deployFileOf } from '../../adapters/config/read-deploy-file.ts';
import { checkConcurrency } from '../../adapters/doctor/before-deploy/check-concurrency.ts';
import { checkLeftovers } from '../../adapters/doctor/before-deploy/check-leftovers.ts';
import { checkParameters } from '../../adapters/doctor/before-deploy/check-parameters.ts';
import { checkStack, readStack } from '../../adapters/doctor/before-deploy/check-stack.ts';
import { checkTable } from '../../adapters/doctor/before-deploy/check-table.ts';
import { checkWatched } from '../../adapters/doctor/before-deploy/check-watched.ts';
import type { Plan, PlanCheck } from '../../adapters/doctor/before-deploy/plan.ts';
import { type Finding, fail, warn } from '../../adapters/doctor/check.ts';
import { checkConfig } from './check-config.ts';
import { checkDeployFile } from './check-deploy-file.ts';

const CHECKS: readonly [string, PlanCheck][] = [
  ['concurrency', checkConcurrency],
  ['table', checkTable],
  ['log groups of Halfopen', checkLeftovers],
  ['parameters', checkParameters],
  ['log groups', checkWatched],
];

/** What a deployment of a stage would fail at, one finding for each thing: files first, then what AWS says. Changes nothing. */
export async function runPlanChecks(env: NodeJS.ProcessEnv, stage: string): Promise<Finding[]> {
  const { config, findings } = checkConfig(env['HALFOPEN_CONFIG'], Date.now());
  const file = checkDeployFile(deployFileOf(stage, env), config);
  if (!file.deploy) return [...findings, ...file.findings];
  const notes = deploymentNotes(file.deploy).map(({ found, hint }) => warn('deployment', found, hint));
  const onFiles = [...findings, ...file.findings, ...notes];
  try {
    const stack = await readStack(stage, env);
    const plan: Plan = { deploy: file.deploy, stage, env, isFirst: stack === undefined };
    const found = await Promise.all(CHECKS.map(([name, check]) => run(name, check, plan)));
    return [...onFiles, checkStack(stage, stack), ...found.flat()];
  } catch (error) {
    const { name, message } = error as Error;
    const hint = 'Log in to AWS: set AWS_PROFILE or AWS_ACCESS_KEY_ID, and AWS_REGION.';
    return [...onFiles, fail('account', `AWS can’t be asked: ${name}: ${message}`, hint)];
  }
}

/** What the credentials may not see is not known to fail. */
async function run(name: string, check: PlanCheck, plan: Plan): Promise<Finding[]> {
  try {
    return await check(plan);
  } catch (error) {
    const { name: said, message } = error as Error;
    return [
      warn(name, `not checked: ${said}: ${message}`, 'Use credentials that may read what is deployed.'),
    ];
  }
}
