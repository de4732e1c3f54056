import { type Check, type Circumstances, type Finding, fail } from '../../adapters/doctor/check.ts';
import { checkChannels, checkPost } from '../../adapters/doctor/check-channels.ts';
import { checkCharts } from '../../adapters/doctor/check-charts.ts';
import { checkGroups } from '../../adapters/doctor/check-groups.ts';
import { checkLogGroups } from '../../adapters/doctor/check-log-groups.ts';
import { checkOutlets } from '../../adapters/doctor/check-outlets.ts';
import { checkScopes } from '../../adapters/doctor/check-scopes.ts';
import { checkSignedRequest } from '../../adapters/doctor/check-signed-request.ts';
import { checkStore } from '../../adapters/doctor/check-store.ts';
import { openWorkspace } from '../../adapters/doctor/open-workspace.ts';
import { redact } from '../../redact/redact.ts';
import { printable } from '../../render/clean.ts';
import { checkConfig } from './check-config.ts';
import { checkDeployFile } from './check-deploy-file.ts';
import { type CheckedEnvironment, checkEnvironment } from './check-environment.ts';
import { type Deployment, findDeployment } from './find-deployment.ts';

/** In the order in which people read them: from what others rest upon to what rests on them. */
const CHECKS: readonly Check[] = [
  checkScopes,
  checkChannels,
  checkGroups,
  checkPost,
  checkSignedRequest,
  checkStore,
  checkLogGroups,
  checkOutlets,
  checkCharts,
];

/** Looks at everything, all at once as far as one does not rest on another, and tells it in an order that is always the same. */
export async function runChecks(
  env: NodeJS.ProcessEnv,
  { mayPost }: { mayPost: boolean },
): Promise<Finding[]> {
  const { config, findings } = checkConfig(env['HALFOPEN_CONFIG'], Date.now());
  const file = checkDeployFile('deploy.yml', config);
  const deployment = await findDeployment(env);
  const environment = await checkEnvironment(deployment);
  const slack = await workspaceOf(environment, deployment.env, mayPost);
  const circumstances: Circumstances = {
    env: deployment.env,
    callerEnv: env,
    config,
    deploy: file.deploy,
    defaultChannel: deployment.env['SLACK_CHANNEL'] || file.deploy?.channel || '#on-call',
    url: urlOf(deployment),
    isHost: deployment.kind === 'host',
    signingSecret: environment.signingSecret,
    workspace: slack?.workspace,
  };
  const wanted = CHECKS.filter((check) => check !== checkStore || deployment.kind !== 'none');
  const found = await Promise.all(wanted.map((check) => run(check, circumstances)));
  const all = [
    ...findings,
    ...file.findings,
    ...environment.findings,
    ...(slack ? [slack.finding] : []),
    ...found.flat(),
  ];
  return hideSecrets(all, secretsOf(environment, env));
}

function workspaceOf({ token }: CheckedEnvironment, env: NodeJS.ProcessEnv, mayPost: boolean) {
  return token === undefined ? undefined : openWorkspace({ token, apiUrl: env['SLACK_API_URL'] }, mayPost);
}

/** HALFOPEN_URL may bear the path of the request URL, as it stands in the app. */
function urlOf(deployment: Deployment): string | undefined {
  return deployment.env['HALFOPEN_URL'] || (deployment.kind === 'host' ? deployment.url : undefined);
}

async function run(check: Check, circumstances: Circumstances): Promise<Finding[]> {
  try {
    return await check(circumstances);
  } catch (error) {
    const name = check.name.replace(/^check/, '');
    return [
      fail(
        name,
        `could not be checked: ${(error as Error).message}`,
        'This is a fault of halfopen doctor: report it.',
      ),
    ];
  }
}

function secretsOf({ token, signingSecret }: CheckedEnvironment, env: NodeJS.ProcessEnv): string[] {
  const others = [
    'SNAPSHOT_SECRET',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'RABBITMQ_MANAGEMENT_URL',
    'PAGERDUTY_TOKEN',
  ];
  return [token, signingSecret, ...others.map((name) => env[name])].filter((one) => one !== undefined);
}

/** Shorter ones occur in ordinary words. */
const SHORTEST = 6;

/** Findings without the secrets given, each text on one line. What was found loses whatever looks like a secret, too: an error may quote what it was given. */
function hideSecrets(findings: readonly Finding[], secrets: readonly string[]): Finding[] {
  const hidden = secrets.filter((secret) => secret.length >= SHORTEST);
  const clean = (text: string) =>
    printable(hidden.reduce((rest, secret) => rest.replaceAll(secret, '•••'), text))
      .replaceAll(/\s+/g, ' ')
      .trim();
  return findings.map(({ check, status, found, hint }) => ({
    check: clean(check),
    status,
    found: redact(clean(found)),
    hint: clean(hint),
  }));
}
