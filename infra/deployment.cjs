const { join } = require('node:path');
const { tableName } = require('./existing.cjs');

let areNotesShown = false;

/**
 * The checked deploy file of the stage (deploy.<stage>.yml, else deploy.yml), for `self:custom.deployment`, with what serverless.yml
 * can't work out of it. Throws with all its faults.
 */
module.exports = async ({ resolveVariable }) => {
  const { requireDeployment, deploymentNotes } = await import('../dist/read-deploy-file.mjs');
  const { readConfig } = await import('../dist/read-config.mjs');
  const { outlets, actions } = readConfig(
    process.env.HALFOPEN_CONFIG ?? join(__dirname, '..', 'halfopen.yml'),
  );
  const deployment = requireDeployment(await resolveVariable('sls:stage'));
  if (!areNotesShown)
    for (const { found, hint } of deploymentNotes(deployment))
      console.warn(`This deployment ${found}. ${hint}`);
  areNotesShown = true;
  return {
    ...deployment,
    tableName: tableName(deployment),
    // A batch of a stream has up to 6 MB, packed; it took less than a minute here.
    ingestTimeoutSec: deployment.ingest === 'kinesis' ? 300 : 60,
    actions,
    hasOutlets: outlets.length > 0,
    buses: outlets.flatMap(({ bus }) => (bus ? [bus] : [])),
    isPolled: deployment.managementUrlParameter !== '' || deployment.amazonMqBrokers.length > 0,
    amazonMqBrokerList: deployment.amazonMqBrokers.join(','),
  };
};
